package dev.pictor.sketchbook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final Group CAT = new Group(Kind.CAT, Hue.RED, 1, null, Size.USUAL);
  private static final Group DOGS = new Group(Kind.DOG, Hue.BLUE, 2, null, Size.BIG);

  @Test
  void of_tellsKindColourCountSizeAndSetting() {
    Scene scene = new Scene(Setting.BEACH, List.of(DOGS), null, 1, 1);

    assertThat(Facts.of(scene))
        .containsExactlyInAnyOrder(
            "setting:beach",
            "place:sea",
            "kind:dog",
            "colour:dog:blue",
            "count:dog:2",
            "several:dog",
            "size:dog:big",
            "family:animal");
  }

  @Test
  void of_tellsWhatManAndWomanAreAlsoOfAPerson() {
    Group man = new Group(Kind.MAN, Hue.GREEN, 1, Pose.JUMPING, Size.USUAL);

    assertThat(Facts.of(new Scene(Setting.ROOM, List.of(man), null, 1, 1)))
        .contains("kind:man", "kind:person", "pose:man:jumping", "pose:person:jumping")
        .contains("colour:person:green")
        .doesNotContain("kind:woman");
  }

  @Test
  void of_tellsAnEmptySettingAndWhatItShowsByItself() {
    assertThat(Facts.of(new Scene(Setting.FOREST, List.of(), null, 1, 1)))
        .containsExactlyInAnyOrder("setting:forest", "kind:tree", "empty");
  }

  @Test
  void of_tellsTheRelationsThatTheLayoutMakesTrue() {
    Scene scene = new Scene(Setting.MEADOW, List.of(CAT, DOGS), Relation.LEFT_OF, 1, 3);

    assertThat(Facts.of(scene))
        .contains("left-of:cat:dog", "right-of:dog:cat")
        .doesNotContain("right-of:cat:dog", "left-of:dog:cat");
  }

  @Test
  void of_givesEachRelationThatWasAskedFor() {
    SceneGenerator generator = new SceneGenerator(Curriculum.ALL, false);
    assertThat(LongStream.range(0, 2_000).mapToObj(generator::scene))
        .filteredOn(scene -> scene.relation() != null && scene.relation() != Relation.NEXT_TO)
        .isNotEmpty()
        .allSatisfy(
            scene ->
                assertThat(Facts.of(scene))
                    .containsAll(
                        Facts.relation(
                            scene.groups().get(0),
                            requireNonNull(scene.relation()),
                            scene.groups().get(1))));
  }
}
