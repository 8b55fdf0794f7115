package dev.pictor.sketchbook.model;

import static dev.pictor.sketchbook.Facts.colour;
import static dev.pictor.sketchbook.Facts.kind;
import static dev.pictor.sketchbook.Facts.pose;
import static dev.pictor.sketchbook.Facts.setting;

import dev.pictor.sketchbook.Hue;
import dev.pictor.sketchbook.Pose;
import dev.pictor.sketchbook.Setting;
import dev.pictor.sketchbook.captions.Query;
import java.util.List;
import java.util.Set;

/// Searches to try with the bundled model, as the page of the demo shows them, each with the facts
/// of the pictures that are right. The demo draws at least [#PICTURES] right ones for each.
///
/// A query here has no relations: the scenes for it are found by what needs no layout.
public final class ExampleQueries {
  /// How many right pictures of every query there are in the demo, or more.
  public static final int PICTURES = 14;

  public static final List<Query> ALL =
      List.of(
          query("cat", kind("cat")),
          query("man jumping", pose("man", Pose.JUMPING)),
          query("outer space", setting(Setting.OUTER_SPACE)),
          query("a red car on a beach", setting(Setting.BEACH), colour("car", Hue.RED)),
          query("a blue boat at sunset", setting(Setting.SUNSET), colour("boat", Hue.BLUE)),
          query("castle in the snow", setting(Setting.SNOW), kind("castle")),
          query(
              "yellow umbrella in the rain", setting(Setting.RAIN), colour("umbrella", Hue.YELLOW)),
          query("fish under water", setting(Setting.UNDERWATER), kind("fish")),
          query(
              "woman running in a city at night",
              setting(Setting.CITY_NIGHT),
              pose("woman", Pose.RUNNING)));

  private ExampleQueries() {}

  private static Query query(String text, String... facts) {
    return new Query("example", text, Set.of(facts));
  }
}
