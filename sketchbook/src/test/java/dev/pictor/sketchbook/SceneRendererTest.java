package dev.pictor.sketchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneRendererTest {
  private static int[] pixels(Scene scene, int width, int height) {
    BufferedImage image = SceneRenderer.render(scene, width, height);
    return image.getRGB(0, 0, width, height, null, 0, width);
  }

  @ParameterizedTest
  @EnumSource
  void render_fillsThePictureInAnyShape(Setting setting) {
    Scene scene = new Scene(setting, List.of(), null, 1, 5);
    for (int[] size : new int[][] {{120, 120}, {200, 90}, {90, 200}}) {
      int[] pixels = pixels(scene, size[0], size[1]);
      assertThat(Arrays.stream(pixels).filter(pixel -> pixel == 0xff000000).count())
          .isLessThan(pixels.length / 50);
      assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(200);
      assertThat(pixels[0]).isNotEqualTo(0xff000000);
      assertThat(pixels[pixels.length - 1]).isNotEqualTo(0xff000000);
    }
  }

  @Test
  void render_givesTheSamePixelsForTheSameScene() {
    SceneGenerator generator = new SceneGenerator(Curriculum.ALL, false);
    for (int seed = 0; seed < 40; seed++) {
      assertThat(pixels(generator.scene(seed), 96, 96))
          .isEqualTo(pixels(generator.scene(seed), 96, 96));
    }
  }

  @Test
  void render_neverDrawsTwoScenesAlike() {
    SceneGenerator generator = new SceneGenerator(Curriculum.ALL, false);
    Set<Integer> pictures = new HashSet<>();
    for (int seed = 0; seed < 300; seed++) {
      pictures.add(Arrays.hashCode(pixels(generator.scene(seed), 48, 48)));
    }
    assertThat(pictures).hasSize(300);
  }
}
