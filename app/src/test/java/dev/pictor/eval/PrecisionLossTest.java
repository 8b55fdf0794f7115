package dev.pictor.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.clip.Embedding;
import dev.pictor.eval.PrecisionLoss.Both;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrecisionLossTest {
  /// Points on a quarter of a circle, a degree apart.
  private static List<Embedding> degrees(int... degrees) {
    return IntStream.of(degrees)
        .mapToObj(
            degree ->
                Embedding.normalized(
                    "m",
                    new float[] {
                      (float) Math.cos(Math.toRadians(degree)),
                      (float) Math.sin(Math.toRadians(degree))
                    }))
        .toList();
  }

  private static List<Embedding> first(int count) {
    return degrees(IntStream.range(0, count).toArray());
  }

  @Test
  void sameEmbeddings_loseNothing() {
    PrecisionLoss loss = PrecisionLoss.ofPictures(new Both(first(30), first(30)));

    assertThat(loss.largestDifference()).isZero();
    assertThat(loss.lowestCosine()).isEqualTo(1, within(1e-6));
    assertThat(loss.overlap()).isEqualTo(1);
  }

  @Test
  void differences_areThoseOfThePictures() {
    PrecisionLoss loss =
        PrecisionLoss.ofTexts(
            new Both(degrees(0, 10, 20), degrees(0, 10, 80)), new Both(first(1), first(1)));

    assertThat(loss.medianCosine()).isEqualTo(1, within(1e-6));
    assertThat(loss.lowestCosine()).isEqualTo(Math.cos(Math.toRadians(60)), within(1e-6));
    assertThat(loss.largestDifference())
        .isEqualTo(Math.cos(Math.toRadians(20)) - Math.cos(Math.toRadians(80)), within(1e-6));
    assertThat(loss.overlap()).isEqualTo(1);
  }

  /// Of 20 pictures the text at 0 degrees finds the first ten, and the text at 7.2 degrees those
  /// from 3 to 12.
  @Test
  void overlap_countsWhatBothSearchesFind() {
    Both pictures = new Both(first(20), first(20));

    assertThat(PrecisionLoss.ofTexts(pictures, new Both(degrees(0), degrees(0))).overlap())
        .isEqualTo(1);
    assertThat(
            PrecisionLoss.ofTexts(
                    pictures,
                    new Both(
                        degrees(0),
                        List.of(
                            Embedding.normalized(
                                "m",
                                new float[] {
                                  (float) Math.cos(Math.toRadians(7.2)),
                                  (float) Math.sin(Math.toRadians(7.2))
                                }))))
                .overlap())
        .isEqualTo(0.7, within(1e-9));
  }

  /// Each of eleven finds the ten others, wherever they are.
  @Test
  void picture_doesNotFindItself() {
    Both mixed = new Both(first(11), degrees(0, 9, 3, 7, 5, 10, 1, 8, 2, 6, 4));

    assertThat(PrecisionLoss.ofPictures(mixed).overlap()).isEqualTo(1);
  }

  @Test
  void mixedPictures_haveOthersBesideThem() {
    assertThat(PrecisionLoss.ofPictures(new Both(first(22), degrees(shifted()))).overlap())
        .isBetween(0.2, 0.8);
  }

  /// The upper half of the pictures changes places with the lower one, card by card.
  private static int[] shifted() {
    return IntStream.range(0, 22).map(i -> i % 2 == 0 ? i / 2 : 11 + i / 2).toArray();
  }

  @Test
  void unequalNumbers_areRefused() {
    assertThatThrownBy(() -> new Both(first(2), first(3)))
        .hasMessage("2 exact embeddings and 3 others");
  }
}
