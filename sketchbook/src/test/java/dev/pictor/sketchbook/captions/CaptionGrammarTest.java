package dev.pictor.sketchbook.captions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.sketchbook.Caption;
import dev.pictor.sketchbook.Curriculum;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.Group;
import dev.pictor.sketchbook.Hue;
import dev.pictor.sketchbook.Kind;
import dev.pictor.sketchbook.Pose;
import dev.pictor.sketchbook.Relation;
import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.SceneGenerator;
import dev.pictor.sketchbook.Setting;
import dev.pictor.sketchbook.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CaptionGrammarTest {
  private static final SceneGenerator SCENES = new SceneGenerator(Curriculum.ALL, false);

  private static List<Caption> captions(long seed) {
    return new CaptionGrammar(new SplittableRandom(seed), 0.6).captions(SCENES.scene(seed), 12);
  }

  @Test
  void captions_areTrueOfTheirScene() {
    for (long seed = 0; seed < 2_000; seed++) {
      Set<String> facts = Facts.of(SCENES.scene(seed));
      assertThat(captions(seed)).hasSize(12).allMatch(caption -> caption.isTrueOf(facts));
    }
  }

  @Test
  void captions_areTheSameForTheSameRandomNumbers() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(captions(seed)).isEqualTo(captions(seed));
    }
  }

  @Test
  void captions_sayMuchInManyWays() {
    Set<String> texts = new HashSet<>();
    Set<String> words = new HashSet<>();
    for (long seed = 0; seed < 2_000; seed++) {
      captions(seed)
          .forEach(
              caption -> {
                texts.add(caption.text());
                words.addAll(List.of(caption.text().replace(",", "").split(" ")));
              });
    }
    assertThat(texts.size()).isGreaterThan(14_000);
    assertThat(words.size()).isGreaterThan(350);
  }

  @Test
  void captions_useTheRightArticle() {
    for (long seed = 0; seed < 1_000; seed++) {
      assertThat(captions(seed))
          .extracting(Caption::text)
          .noneMatch(
              text -> text.matches("(.* )?a [aeio].*") || text.matches("(.* )?an [^aeiou].*"));
    }
  }

  @Test
  void full_saysEverythingInTheUsualWords() {
    Scene scene =
        new Scene(
            Setting.BEACH,
            List.of(
                new Group(Kind.CAT, Hue.RED, 1, null, Size.BIG),
                new Group(Kind.MAN, Hue.BLUE, 2, Pose.JUMPING, Size.USUAL)),
            Relation.LEFT_OF,
            1,
            5);
    Set<String> texts = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      texts.add(new CaptionGrammar(new SplittableRandom(seed), 0).full(scene).text());
    }

    assertThat(texts).contains("one big red cat left of two men in blue jumping on the beach");
  }
}
