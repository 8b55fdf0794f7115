package dev.pictor.demo;

import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.Setting;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A picture of the demo: a scene, and what a camera would have told of it. All of it follows from
/// the scene's seed.
///
/// @param path below the folder of all, by year and number: it says nothing of what is shown
/// @param width in pixels, as `height`; the longer side is 480 to 1200
/// @param takenAt to the second
/// @param spot where; two in three of those outdoors on Earth have one
public record DemoPicture(
    Scene scene, String path, int width, int height, ZonedDateTime takenAt, Optional<Spot> spot) {
  /// Small ones are drawn and read faster, so most are.
  private static final int[] SIDES = {480, 480, 480, 480, 480, 480, 520, 560, 600, 640, 800, 1200};

  private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
  private static final int DAYS = 4 * 365;

  /// All pictures of the demo, always the same.
  public static List<DemoPicture> all() {
    List<Scene> scenes = DemoScenes.choose();
    return IntStream.range(0, scenes.size()).mapToObj(i -> of(scenes.get(i), i + 1)).toList();
  }

  private static DemoPicture of(Scene scene, int number) {
    SplittableRandom random = new SplittableRandom(scene.seed());
    int side = SIDES[random.nextInt(SIDES.length)];
    Optional<Spot> place = Spot.of(scene.setting());
    ZoneId zone = place.map(Spot::zone).orElse(ZoneId.of("Europe/London"));
    ZonedDateTime takenAt = time(scene.setting(), random).atZone(zone);
    String suffix = random.nextInt(8) == 0 ? "png" : "jpg";
    return new DemoPicture(
        scene,
        "%d/IMG_%04d.%s".formatted(takenAt.getYear(), number, suffix),
        (int) Math.round(side * Math.min(1, scene.aspect())),
        (int) Math.round(side / Math.max(1, scene.aspect())),
        takenAt,
        place.filter(_ -> random.nextInt(3) > 0));
  }

  /// By day what is bright, in the evening what is not.
  private static LocalDateTime time(Setting setting, SplittableRandom random) {
    int hour =
        setting == Setting.SUNSET
            ? random.nextInt(18, 21)
            : setting.light() < 0.5 ? random.nextInt(20, 24) : random.nextInt(8, 18);
    return FIRST_DAY
        .plusDays(random.nextInt(DAYS))
        .atTime(hour, random.nextInt(60), random.nextInt(60));
  }

  boolean isPng() {
    return path.endsWith(".png");
  }
}
