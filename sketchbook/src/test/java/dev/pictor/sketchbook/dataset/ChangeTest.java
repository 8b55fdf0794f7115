package dev.pictor.sketchbook.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.sketchbook.Curriculum;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.SceneGenerator;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChangeTest {
  @Test
  void of_makesAnotherSceneInASingleRespect() {
    SceneGenerator generator = new SceneGenerator(Curriculum.ALL, false);
    Set<Change> seen = EnumSet.noneOf(Change.class);
    for (long seed = 0; seed < 2_000; seed++) {
      Scene scene = generator.scene(seed);
      for (Change change : Change.values()) {
        change
            .of(scene, new SplittableRandom(seed))
            .ifPresent(
                changed -> {
                  seen.add(change);
                  assertThat(changed).isNotEqualTo(scene);
                  assertThat(changed.groups()).hasSameSizeAs(scene.groups());
                  assertThat(respects(scene, changed)).as("%s of %s", change, scene).isEqualTo(1);
                  assertThat(Facts.of(changed)).isNotEqualTo(Facts.of(scene));
                });
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Change.values());
  }

  private static int respects(Scene one, Scene other) {
    int respects = one.setting() == other.setting() ? 0 : 1;
    respects += one.relation() == other.relation() ? 0 : 1;
    int groups = 0;
    boolean hues = true;
    for (int index = 0; index < one.groups().size(); index++) {
      if (!one.groups().get(index).equals(other.groups().get(index))) {
        groups++;
        hues &= one.groups().get(index).hue() != other.groups().get(index).hue();
      }
    }
    return respects + (groups == 2 && hues ? 1 : groups);
  }
}
