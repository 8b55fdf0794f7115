package dev.pictor.sketchbook.captions;

import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.Hue;
import dev.pictor.sketchbook.Kind;
import dev.pictor.sketchbook.Pose;
import dev.pictor.sketchbook.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What one types to find pictures, and the facts of those that are right.
///
/// @param category of queries that are as hard as each other: `setting`, `thing`, `colour`, `pose`,
///     `count`
public record Query(String category, String text, Set<String> facts) {
  public Query {
    facts = Set.copyOf(facts);
  }

  /// Every keyword query in its usual words: "outer space", "cat", "red cat", "man jumping", "two
  /// cats".
  public static List<Query> all() {
    List<Query> queries = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      queries.add(
          new Query("setting", Words.keywords(setting).getFirst(), Set.of(Facts.setting(setting))));
    }
    for (Kind kind : Kind.values()) {
      String name = Facts.names(kind).getFirst();
      Words.Noun noun = Words.nouns(kind).getFirst();
      queries.add(new Query("thing", noun.one(), Set.of(Facts.kind(name))));
      if (kind.coloured()) {
        for (Hue hue : Hue.values()) {
          queries.add(
              new Query(
                  "colour",
                  kind.isPerson()
                      ? noun.one() + " in " + Words.colours(hue).getFirst()
                      : Words.colours(hue).getFirst() + " " + noun.one(),
                  Set.of(Facts.colour(name, hue))));
        }
      }
      if (kind != Kind.STARS) {
        for (int count = 2; count <= 4; count++) {
          queries.add(
              new Query(
                  "count",
                  Words.numbers(count).getFirst() + " " + noun.many(),
                  Set.of(Facts.count(name, count))));
        }
      }
    }
    for (String who : List.of("man", "woman", "person")) {
      for (Pose pose : Pose.values()) {
        queries.add(
            new Query(
                "pose", who + " " + Words.poses(pose).getFirst(), Set.of(Facts.pose(who, pose))));
      }
    }
    return queries;
  }
}
