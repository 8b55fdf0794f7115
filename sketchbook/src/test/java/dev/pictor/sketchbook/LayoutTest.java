package dev.pictor.sketchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final List<Scene> SCENES =
      LongStream.range(0, 3_000)
          .mapToObj(new SceneGenerator(Curriculum.ALL, false)::scene)
          .toList();

  @Test
  void of_placesEveryThingOfEveryGroup() {
    for (Scene scene : SCENES) {
      List<Placed> things = Layout.of(scene);
      for (int index = 0; index < scene.groups().size(); index++) {
        int group = index;
        assertThat(things.stream().filter(thing -> thing.group() == group))
            .as("%s", scene)
            .hasSize(scene.groups().get(index).count());
      }
    }
  }

  @Test
  void of_keepsThingsInTheMiddleSquare() {
    for (Scene scene : SCENES) {
      assertThat(Layout.of(scene))
          .as("%s", scene)
          .allMatch(thing -> thing.x() >= 0 && thing.right() <= 1)
          .allMatch(thing -> thing.y() >= 0 && thing.foot() <= 1);
    }
  }

  @Test
  void of_makesRelationsTrue() {
    for (Scene scene : SCENES) {
      Relation relation = scene.relation();
      if (relation == null) {
        continue;
      }
      List<Placed> things = Layout.of(scene);
      for (Placed first : things.stream().filter(thing -> thing.group() == 0).toList()) {
        for (Placed second : things.stream().filter(thing -> thing.group() == 1).toList()) {
          assertThat(holds(relation, first, second)).as("%s", scene).isTrue();
        }
      }
    }
  }

  private static boolean holds(Relation relation, Placed first, Placed second) {
    return switch (relation) {
      case LEFT_OF -> first.right() <= second.x();
      case RIGHT_OF -> second.right() <= first.x();
      case ABOVE -> first.foot() <= second.y();
      case UNDER -> second.foot() <= first.y();
      case ON ->
          Math.abs(first.foot() - second.y()) < 0.02
              && first.x() >= second.x()
              && first.right() <= second.right();
      case NEXT_TO -> first.right() <= second.x() || second.right() <= first.x();
    };
  }
}
