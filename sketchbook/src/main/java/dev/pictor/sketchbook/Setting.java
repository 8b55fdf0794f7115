package dev.pictor.sketchbook;

import static dev.pictor.sketchbook.Habitat.DEEP;
import static dev.pictor.sketchbook.Habitat.GROUND;
import static dev.pictor.sketchbook.Habitat.INDOOR;
import static dev.pictor.sketchbook.Habitat.SKY;
import static dev.pictor.sketchbook.Habitat.SPACE;
import static dev.pictor.sketchbook.Habitat.WATER;

import java.util.List;
import java.util.Optional;

/// Where a scene takes place, how light it is there, and where things can be.
public enum Setting {
  BEACH(1, new Zone(GROUND, 0.72, 0.95), new Zone(SKY, 0.06, 0.42), new Zone(WATER, 0.56, 0.62)),
  SUNSET(0.62, new Zone(WATER, 0.68, 0.94), new Zone(SKY, 0.06, 0.46)),
  SEA(1, new Zone(WATER, 0.62, 0.94), new Zone(SKY, 0.06, 0.42)),
  MOUNTAINS(1, new Zone(GROUND, 0.76, 0.96), new Zone(SKY, 0.05, 0.4)),
  FOREST(0.85, new Zone(GROUND, 0.78, 0.96), new Zone(SKY, 0.05, 0.45)),
  DESERT(1, new Zone(GROUND, 0.7, 0.95), new Zone(SKY, 0.06, 0.4)),
  CITY_NIGHT(0.25, new Zone(GROUND, 0.84, 0.96), new Zone(SKY, 0.04, 0.42)),
  CITY_DAY(1, new Zone(GROUND, 0.84, 0.96), new Zone(SKY, 0.04, 0.42)),
  OUTER_SPACE(0.7, new Zone(SPACE, 0.06, 0.94)),
  RAIN(0.6, new Zone(GROUND, 0.76, 0.96), new Zone(SKY, 0.08, 0.45)),
  ROAD(0.95, new Zone(GROUND, 0.72, 0.96), new Zone(SKY, 0.05, 0.42)),
  ROOM(0.9, new Zone(INDOOR, 0.8, 0.97)),
  MEADOW(1, new Zone(GROUND, 0.68, 0.96), new Zone(SKY, 0.05, 0.42)),
  UNDERWATER(0.75, new Zone(DEEP, 0.1, 0.86)),
  FARM(1, new Zone(GROUND, 0.74, 0.96), new Zone(SKY, 0.05, 0.4)),
  SNOW(0.95, new Zone(GROUND, 0.72, 0.96), new Zone(SKY, 0.05, 0.42)),
  STARRY_NIGHT(0.2, new Zone(GROUND, 0.8, 0.96), new Zone(SKY, 0.05, 0.5));

  /// A band of the picture, in shares of its height from the top: on land, on water and indoors
  /// the feet of things are in it, elsewhere the whole thing.
  public record Zone(Habitat habitat, double top, double bottom) {
    /// Whether things hang or swim freely here instead of standing.
    public boolean floating() {
      return habitat == SKY || habitat == SPACE || habitat == DEEP;
    }
  }

  private final double light;
  private final List<Zone> zones;

  Setting(double light, Zone... zones) {
    this.light = light;
    this.zones = List.of(zones);
  }

  /// 0 dark night to 1 bright day.
  public double light() {
    return light;
  }

  /// Where a kind makes sense here, if anywhere.
  public Optional<Zone> zoneOf(Kind kind) {
    if (this == SUNSET && kind == Kind.SUN) { // there is one already
      return Optional.empty();
    }
    for (Zone zone : zones) {
      if (kind.livesIn(zone.habitat())) {
        return Optional.of(zone);
      }
    }
    return Optional.empty();
  }

  /// Where the things are that make no sense here.
  public Zone mainZone() {
    return zones.getFirst();
  }
}
