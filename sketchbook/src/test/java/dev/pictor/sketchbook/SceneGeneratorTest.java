package dev.pictor.sketchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SceneGeneratorTest {
  private static final int COUNT = 20_000;

  private static List<Scene> scenes(boolean heldOut) {
    SceneGenerator generator = new SceneGenerator(Curriculum.ALL, heldOut);
    return LongStream.range(0, COUNT).mapToObj(generator::scene).toList();
  }

  @Test
  void scene_isTheSameForTheSameSeed() {
    assertThat(scenes(false)).isEqualTo(scenes(false));
  }

  @Test
  void scene_neverComesTwice() {
    Set<Long> seeds = new HashSet<>();
    scenes(false).forEach(scene -> seeds.add(scene.seed()));
    assertThat(seeds).hasSize(COUNT);
  }

  @Test
  void scene_drawsNoHeldOutCompositionForTraining() {
    assertThat(scenes(false)).noneMatch(HeldOut::touches);
  }

  @Test
  void scene_hasAHeldOutCompositionInTheOtherSplit() {
    assertThat(scenes(true)).allMatch(HeldOut::touches);
  }

  @Test
  void training_seesEveryKindHueSettingPoseAndRelation() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Set<Hue> hues = EnumSet.noneOf(Hue.class);
    Set<Setting> settings = EnumSet.noneOf(Setting.class);
    Set<Pose> poses = EnumSet.noneOf(Pose.class);
    Set<Relation> relations = EnumSet.noneOf(Relation.class);
    for (Scene scene : scenes(false)) {
      settings.add(scene.setting());
      Relation relation = scene.relation();
      if (relation != null) {
        relations.add(relation);
      }
      for (Group group : scene.groups()) {
        kinds.add(group.kind());
        hues.add(group.hue());
        Pose pose = group.pose();
        if (pose != null) {
          poses.add(pose);
        }
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
    assertThat(hues).containsExactlyInAnyOrder(Hue.values());
    assertThat(settings).containsExactlyInAnyOrder(Setting.values());
    assertThat(poses).containsExactlyInAnyOrder(Pose.values());
    assertThat(relations).containsExactlyInAnyOrder(Relation.values());
  }

  @Test
  void show_putsThingsWhereTheyBelongWhenAlone() {
    SceneGenerator generator = new SceneGenerator(Curriculum.SHOW, false);
    assertThat(LongStream.range(0, 3_000).mapToObj(generator::scene))
        .filteredOn(scene -> scene.groups().size() == 1)
        .isNotEmpty()
        .allMatch(scene -> scene.setting().zoneOf(scene.groups().getFirst().kind()).isPresent());
  }
}
