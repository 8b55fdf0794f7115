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
import java.util.stream.LongStream;

/// Chooses the scenes of the demo: as they come, apart from those that a query to try still lacks.
final class DemoScenes {
  static final int COUNT = 600;

  /// Far from the seeds that the model was trained and judged with.
  private static final long FIRST_SEED = 1L << 41;

  /// The rarest query finds its scenes among some 100,000.
  private static final int MOST_TRIED = 2_000_000;

  private static final int BLOCK = 1 << 14;

  private final SceneGenerator generator = new SceneGenerator(Curriculum.SHOW, false);
  private final Map<Query, Integer> found = new HashMap<>();
  private final List<Scene> chosen = new ArrayList<>(COUNT);
  private long seed = FIRST_SEED;

  private DemoScenes() {}

  /// [#COUNT] scenes in the order of their pictures, always the same.
  static List<Scene> choose() {
    DemoScenes scenes = new DemoScenes();
    while (scenes.chosen.size() + scenes.lacking() < COUNT) {
      scenes.takeNext();
    }
    while (scenes.lacking() > 0) {
      scenes.takeLackingOfBlock();
    }
    while (scenes.chosen.size() < COUNT) { // some were right for two queries
      scenes.takeNext();
    }
    Collections.shuffle(scenes.chosen, new Random(FIRST_SEED));
    return List.copyOf(scenes.chosen);
  }

  private void takeNext() {
    take(generator.scene(seed++));
  }

  private void takeLackingOfBlock() {
    if (seed - FIRST_SEED > MOST_TRIED) {
      throw new IllegalStateException("Hardly any scene is right for one of the queries to try");
    }
    LongStream.range(seed, seed + BLOCK)
        .parallel()
        .mapToObj(generator::scene)
        .filter(scene -> !rightFor(scene).isEmpty())
        .toList()
        .stream()
        .filter(scene -> rightFor(scene).stream().anyMatch(query -> lacking(query) > 0))
        .forEach(this::take);
    seed += BLOCK;
  }

  private void take(Scene scene) {
    chosen.add(scene);
    rightFor(scene).forEach(query -> found.merge(query, 1, Integer::sum));
  }

  private static List<Query> rightFor(Scene scene) {
    Set<String> facts = Facts.withoutRelations(scene);
    return ExampleQueries.ALL.stream().filter(query -> facts.containsAll(query.facts())).toList();
  }

  /// How many pictures the queries still need, if none is right for two of them.
  private int lacking() {
    return ExampleQueries.ALL.stream().mapToInt(this::lacking).sum();
  }

  private int lacking(Query query) {
    return Math.max(0, ExampleQueries.PICTURES - found.getOrDefault(query, 0));
  }
}
