package dev.pictor.clip.support;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// CLIP in the plainest way, in double precision, one picture or text at a time: what the engine is
/// compared with where the original's own results are not at hand. That it is right is shown on
/// models where they are.
///
/// @param tensors under OpenAI's names
public record PlainClip(ClipConfig config, Map<String, TestTensor> tensors) {

  /// @param pixels of shape `[3, imageSize, imageSize]`
  /// @return not normalised
  public float[] encodePixels(float[] pixels) {
    ClipConfig.ImageTower tower = config.image();
    int grid = tower.imageSize() / tower.patchSize();
    int patch = tower.patchSize();
    float[] kernel = values("visual.conv1.weight");
    float[] positions = values("visual.positional_embedding");
    double[][] rows = new double[tower.tokens()][tower.width()];
    for (int i = 0; i < tower.width(); i++) {
      rows[0][i] = values("visual.class_embedding")[i];
    }
    IntStream.range(0, grid * grid)
        .forEach(
            cell -> {
              double[] row = rows[cell + 1];
              for (int out = 0; out < tower.width(); out++) {
                int weight = out * 3 * patch * patch;
                for (int channel = 0; channel < 3; channel++) {
                  for (int y = 0; y < patch; y++) {
                    int line =
                        (channel * tower.imageSize() + cell / grid * patch + y) * tower.imageSize()
                            + cell % grid * patch;
                    for (int x = 0; x < patch; x++) {
                      row[out] += pixels[line + x] * kernel[weight++];
                    }
                  }
                }
              }
            });
    addPositions(rows, positions);
    double[][] state = norm(rows, "visual.ln_pre", tower.layerNormEpsilon());
    for (int layer = 0; layer < tower.layers(); layer++) {
      String block = "visual.transformer.resblocks.%d.".formatted(layer);
      block(
          state,
          block,
          tower.heads(),
          tower.activation(),
          tower.layerNormEpsilon(),
          _ -> tower.tokens());
    }
    return project(
        norm(new double[][] {state[0]}, "visual.ln_post", tower.layerNormEpsilon())[0],
        "visual.proj");
  }

  /// @param ids up to the end token, which is the last
  /// @return not normalised
  public float[] encodeTokens(int[] ids) {
    ClipConfig.TextTower tower = config.text();
    float[] embedding = values("token_embedding.weight");
    double[][] state = new double[ids.length][tower.width()];
    for (int i = 0; i < ids.length; i++) {
      for (int j = 0; j < tower.width(); j++) {
        state[i][j] = embedding[ids[i] * tower.width() + j];
      }
    }
    addPositions(state, values("positional_embedding"));
    for (int layer = 0; layer < tower.layers(); layer++) {
      String block = "transformer.resblocks.%d.".formatted(layer);
      block(state, block, tower.heads(), tower.activation(), tower.layerNormEpsilon(), i -> i + 1);
    }
    return project(
        norm(state, "ln_final", tower.layerNormEpsilon())[ids.length - 1], "text_projection");
  }

  private static void addPositions(double[][] rows, float[] positions) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] += positions[i * rows[i].length + j];
      }
    }
  }

  /// @param seen how many rows, from the first on, the given one looks at
  private void block(
      double[][] state,
      String name,
      int heads,
      Activation activation,
      double epsilon,
      IntUnaryOperator seen) {
    double[][] mixed =
        linear(
            norm(state, name + "ln_1", epsilon),
            name + "attn.in_proj_weight",
            name + "attn.in_proj_bias");
    double[][] attended = attention(mixed, heads, seen);
    add(state, linear(attended, name + "attn.out_proj.weight", name + "attn.out_proj.bias"));
    double[][] inner =
        linear(
            norm(state, name + "ln_2", epsilon), name + "mlp.c_fc.weight", name + "mlp.c_fc.bias");
    for (double[] row : inner) {
      for (int i = 0; i < row.length; i++) {
        row[i] =
            switch (activation) {
              case QUICK_GELU -> row[i] / (1 + Math.exp(-1.702 * row[i]));
              case GELU -> row[i] * normalDistribution(row[i]);
            };
      }
    }
    add(state, linear(inner, name + "mlp.c_proj.weight", name + "mlp.c_proj.bias"));
  }

  /// By its series, which is exact enough for all arguments that occur.
  private static double normalDistribution(double x) {
    if (Math.abs(x) > 8) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /// @param mixed query, key and value side by side
  private static double[][] attention(double[][] mixed, int heads, IntUnaryOperator seen) {
    int width = mixed[0].length / 3;
    int size = width / heads;
    double[][] out = new double[mixed.length][width];
    for (int i = 0; i < mixed.length; i++) {
      int count = seen.applyAsInt(i);
      for (int first = 0; first < width; first += size) {
        double[] weights = new double[count];
        double total = 0;
        for (int j = 0; j < count; j++) {
          double dot = 0;
          for (int k = first; k < first + size; k++) {
            dot += mixed[i][k] * mixed[j][width + k];
          }
          weights[j] = Math.exp(dot / Math.sqrt(size));
          total += weights[j];
        }
        for (int j = 0; j < count; j++) {
          for (int k = first; k < first + size; k++) {
            out[i][k] += weights[j] / total * mixed[j][2 * width + k];
          }
        }
      }
    }
    return out;
  }

  private double[][] linear(double[][] rows, String weightName, String biasName) {
    float[] weight = values(weightName);
    float[] bias = values(biasName);
    double[][] out = new double[rows.length][bias.length];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      for (int j = 0; j < bias.length; j++) {
        double sum = bias[j];
        for (int k = 0; k < row.length; k++) {
          sum += row[k] * weight[j * row.length + k];
        }
        out[i][j] = sum;
      }
    }
    return out;
  }

  private double[][] norm(double[][] rows, String name, double epsilon) {
    float[] gain = values(name + ".weight");
    float[] bias = values(name + ".bias");
    double[][] out = new double[rows.length][gain.length];
    for (int i = 0; i < rows.length; i++) {
      double mean = 0;
      for (double value : rows[i]) {
        mean += value / gain.length;
      }
      double variance = 0;
      for (double value : rows[i]) {
        variance += (value - mean) * (value - mean) / gain.length;
      }
      for (int j = 0; j < gain.length; j++) {
        out[i][j] = (rows[i][j] - mean) / Math.sqrt(variance + epsilon) * gain[j] + bias[j];
      }
    }
    return out;
  }

  private static void add(double[][] state, double[][] more) {
    for (int i = 0; i < state.length; i++) {
      for (int j = 0; j < state[i].length; j++) {
        state[i][j] += more[i][j];
      }
    }
  }

  private float[] project(double[] row, String name) {
    float[] projection = values(name);
    float[] out = new float[projection.length / row.length];
    for (int j = 0; j < out.length; j++) {
      double sum = 0;
      for (int i = 0; i < row.length; i++) {
        sum += row[i] * projection[i * out.length + j];
      }
      out[j] = (float) sum;
    }
    return out;
  }

  private float[] values(String name) {
    TestTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor.values();
  }
}
