package dev.pictor.sketchbook.backdrop;

import dev.pictor.sketchbook.Setting;

/// Paints one setting, round the things that are in it.
public interface Backdrop {
  /// What lies behind the things.
  void behind(Pane pane);

  /// What lies before them: rain, haze, the light on everything.
  void before(Pane pane);

  static Backdrop of(Setting setting) {
    return switch (setting) {
      case BEACH -> new Coast.Beach();
      case SUNSET -> new Coast.Sunset();
      case SEA -> new Coast.Sea();
      case MOUNTAINS -> new Heights();
      case FOREST -> new Forest();
      case DESERT -> new Desert();
      case CITY_NIGHT -> new City(true);
      case CITY_DAY -> new City(false);
      case OUTER_SPACE -> new OuterSpace();
      case RAIN -> new Rain();
      case ROAD -> new Road();
      case ROOM -> new Room();
      case MEADOW -> new Meadow();
      case UNDERWATER -> new Underwater();
      case FARM -> new Farm();
      case SNOW -> new Snow();
      case STARRY_NIGHT -> new StarryNight();
    };
  }
}
