package dev.pictor.demo;

import dev.pictor.sketchbook.Setting;
import java.time.ZoneId;
import java.util.Optional;

/// Where drawings pretend to have been taken.
enum Spot {
  COAST(38.73, -9.47, "Europe/Lisbon"),
  ALPS(46.57, 7.98, "Europe/Zurich"),
  CITY(35.66, 139.70, "Asia/Tokyo"),
  PLAINS(42.03, -93.63, "America/Chicago"),
  DUNES(-24.73, 15.34, "Africa/Windhoek"),
  REEF(-16.76, 146.25, "Australia/Brisbane");

  private final double latitude;
  private final double longitude;
  private final ZoneId zone;

  Spot(double latitude, double longitude, String zone) {
    this.latitude = latitude;
    this.longitude = longitude;
    this.zone = ZoneId.of(zone);
  }

  /// In degrees, north is positive.
  double latitude() {
    return latitude;
  }

  /// In degrees, east is positive.
  double longitude() {
    return longitude;
  }

  ZoneId zone() {
    return zone;
  }

  /// None for rooms and for outer space.
  static Optional<Spot> of(Setting setting) {
    return switch (setting) {
      case BEACH, SUNSET, SEA -> Optional.of(COAST);
      case MOUNTAINS, SNOW, FOREST -> Optional.of(ALPS);
      case CITY_DAY, CITY_NIGHT, RAIN -> Optional.of(CITY);
      case MEADOW, FARM, ROAD, STARRY_NIGHT -> Optional.of(PLAINS);
      case DESERT -> Optional.of(DUNES);
      case UNDERWATER -> Optional.of(REEF);
      case ROOM, OUTER_SPACE -> Optional.empty();
    };
  }
}
