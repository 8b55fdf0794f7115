package dev.pictor.demo;

import dev.pictor.sketchbook.Curriculum;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.SceneGenerator;
import dev.pictor.sketchbook.captions.Query;
import dev.pictor.sketchbook.model.ExampleQueries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Chooses the scenes of the demo: as they come, apart from those that a query to try still lacks.
final class DemoScenes {
  static final int COUNT = 600;

  /// Far from the seeds that the model was trained and judged with.
  private static final long FIRST_SEED = 1L << 41;

  /// The rarest query finds its scenes among some 100,000.
  private static final int MOST_TRIED = 2_000_000;

  private final SceneGenerator generator = new SceneGenerator(Curriculum.SHOW, false);
  private final Map<Query, Integer> found = new HashMap<>();
  private final List<Scene> chosen = new ArrayList<>(COUNT);

  private DemoScenes() {}

  /// [#COUNT] scenes in the order of their pictures, always the same.
  static List<Scene> choose() {
    DemoScenes scenes = new DemoScenes();
    long seed = FIRST_SEED;
    while (scenes.chosen.size() + scenes.lacking() < COUNT) {
      scenes.take(scenes.generator.scene(seed++));
    }
    while (scenes.lacking() > 0) {
      if (seed - FIRST_SEED > MOST_TRIED) {
        throw new IllegalStateException("Hardly any scene is right for one of the queries to try");
      }
      Scene scene = scenes.generator.scene(seed++);
      if (scenes.isLacking(scene)) {
        scenes.take(scene);
      }
    }
    while (scenes.chosen.size() < COUNT) { // some were right for two queries
      scenes.take(scenes.generator.scene(seed++));
    }
    Collections.shuffle(scenes.chosen, new Random(FIRST_SEED));
    return List.copyOf(scenes.chosen);
  }

  private void take(Scene scene) {
    chosen.add(scene);
    Set<String> facts = Facts.withoutRelations(scene);
    for (Query query : ExampleQueries.ALL) {
      if (facts.containsAll(query.facts())) {
        found.merge(query, 1, Integer::sum);
      }
    }
  }

  /// How many pictures the queries still need, if none is right for two of them.
  private int lacking() {
    return ExampleQueries.ALL.stream().mapToInt(this::lacking).sum();
  }

  private int lacking(Query query) {
    return Math.max(0, ExampleQueries.PICTURES - found.getOrDefault(query, 0));
  }

  private boolean isLacking(Scene scene) {
    Set<String> facts = Facts.withoutRelations(scene);
    return ExampleQueries.ALL.stream()
        .anyMatch(query -> lacking(query) > 0 && facts.containsAll(query.facts()));
  }
}
