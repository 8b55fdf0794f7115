package dev.pictor.sketchbook.things;

import dev.pictor.sketchbook.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// The drawing of each kind of thing.
public final class Things {
  private static final Map<Kind, Drawing> DRAWINGS = new EnumMap<>(Kind.class);

  static {
    for (Kind kind : Kind.values()) {
      DRAWINGS.put(kind, new Sketch(painter(kind)));
    }
  }

  private Things() {}

  public static Drawing of(Kind kind) {
    return Objects.requireNonNull(DRAWINGS.get(kind));
  }

  private static Consumer<Brush> painter(Kind kind) {
    return switch (kind) {
      case CAT -> Cat::paint;
      case DOG -> Dog::paint;
      case HORSE -> Horse::paint;
      case BIRD -> Bird::paint;
      case FISH -> Fish::paint;
      case HOUSE -> House::paint;
      case CASTLE -> Castle::paint;
      case TREE -> Tree::paint;
      case PALM -> Palm::paint;
      case CAR -> Car::paint;
      case BUS -> Bus::paint;
      case BICYCLE -> Bicycle::paint;
      case BOAT -> Boat::paint;
      case TRAIN -> Train::paint;
      case ROCKET -> Rocket::paint;
      case PLANET -> Sky::planet;
      case MOON -> Sky::moon;
      case STARS -> Sky::stars;
      case SUN -> Sky::sun;
      case BALLOON -> Toys::balloon;
      case BALL -> Toys::ball;
      case KITE -> Toys::kite;
      case FLOWER -> Garden::flower;
      case MUSHROOM -> Garden::mushroom;
      case APPLE -> Garden::apple;
      case CUP -> Household::cup;
      case BOOK -> Household::book;
      case UMBRELLA -> Household::umbrella;
      case CHAIR -> Furniture::chair;
      case TABLE -> Furniture::table;
      case LAMP -> Furniture::lamp;
      case MAN -> Person::man;
      case WOMAN -> Person::woman;
      case ROBOT -> Robot::paint;
      case AIRPLANE -> Airplane::paint;
    };
  }
}
