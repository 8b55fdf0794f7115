package dev.pictor.clip.graph;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.ClipConfig.Activation;
import dev.pictor.clip.ClipConfig.ImageTower;
import dev.pictor.clip.graph.OnnxGraph.Attribute;
import dev.pictor.clip.graph.OnnxGraph.Form;
import dev.pictor.clip.graph.OnnxGraph.Normalized;
import dev.pictor.clip.graph.OnnxGraph.ValueType;
import dev.pictor.clip.graph.OnnxGraph.Weight;
import dev.pictor.clip.weights.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The two towers as ONNX graphs of fused operators, exactly what the original computes in float32.
///
/// Two shortcuts that change no result: in the last block only the token that is read out asks (its
/// keys and values are still those of all tokens), and text is as long as it is (the mask is
/// causal, so that nothing behind the end token matters).
final class TowerGraphs {
  static final String PATCHES = "patches";
  static final String TOKENS = "tokens";
  static final String POSITIONS = "positions";
  static final String EMBEDDINGS = "embeddings";

  private static final String BATCH = "batch";
  private static final String LENGTH = "length";

  /// Taken for the largest value of a row of zeros.
  private static final float SMALLEST = 1e-30f;

  private final ClipConfig config;
  private final WeightLayout layout;
  private final OnnxGraph graph;
  private final Transformer transformer;
  private final Arithmetic arithmetic;

  /// Values of which there is a quantised form already.
  private final Map<String, Quantized> quantized = new HashMap<>();

  private TowerGraphs(
      ClipConfig config,
      WeightLayout layout,
      Arithmetic arithmetic,
      Transformer transformer,
      String name) {
    this.config = config;
    this.layout = layout;
    this.arithmetic = arithmetic;
    this.graph = new OnnxGraph(name);
    this.transformer = transformer;
  }

  /// From [#PATCHES], float32 `[batch, tokens, 3 * patchSize * patchSize]` with zeros for the class
  /// token, to [#EMBEDDINGS], float32 `[batch, 1, embeddingDimension]`, not normalised.
  static OnnxGraph image(ClipConfig config, WeightLayout layout, Arithmetic arithmetic) {
    return new TowerGraphs(config, layout, arithmetic, Transformer.of(config.image()), "image")
        .image();
  }

  /// From [#TOKENS], int32 `[batch, length]` with the end token last, and [#POSITIONS], int32
  /// `[length]` (0, 1, ...), to [#EMBEDDINGS] as above.
  static OnnxGraph text(ClipConfig config, WeightLayout layout, Arithmetic arithmetic) {
    return new TowerGraphs(config, layout, arithmetic, Transformer.of(config.text()), "text")
        .text();
  }

  private OnnxGraph image() {
    ImageTower image = config.image();
    String patches =
        graph.input(
            PATCHES,
            ValueType.FLOAT,
            BATCH,
            String.valueOf(image.tokens()),
            String.valueOf(3 * image.patchSize() * image.patchSize()));
    String embedded = matMul(patches, "visual.conv1.weight");
    String placed = add(embedded, weight("visual.positional_embedding"));
    return finish(layerNorm(placed, "visual.ln_pre"));
  }

  private OnnxGraph text() {
    String tokens = graph.input(TOKENS, ValueType.INT32, BATCH, LENGTH);
    String positions = graph.input(POSITIONS, ValueType.INT32, LENGTH);
    String embedded = gather(weight("token_embedding.weight"), tokens, 0);
    return finish(add(embedded, gather(weight("positional_embedding"), positions, 0)));
  }

  private OnnxGraph finish(String stream) {
    String readOut = graph.constant("read_out", transformer.readOut());
    if (arithmetic != Arithmetic.FLOATS) {
      graph.scalar("smallest", SMALLEST);
      graph.scalar("step", 1f / QuantizedMatrix.LARGEST);
      graph.scalar("one", 1);
      graph.uint8Scalar("middle", QuantizedMatrix.MIDDLE);
    }
    Normalized state = new Normalized(layerNorm(stream, transformer.block(0) + "ln_1"), stream);
    for (int layer = 0; layer < transformer.layers(); layer++) {
      state = block(state, layer, readOut);
    }
    String embedding = matMul(state.normalized(), transformer.projection());
    graph.output(embedding, EMBEDDINGS, BATCH, "1", String.valueOf(config.embeddingDimension()));
    return graph;
  }

  /// @param state the residual stream, normalised by this block's `ln_1`
  /// @return the stream behind this block, normalised by what follows
  private Normalized block(Normalized state, int layer, String readOut) {
    String block = transformer.block(layer);
    boolean last = transformer.isLast(layer);
    String asking = last ? gather(state.normalized(), readOut, 1) : state.normalized();
    String attended = attend(asking, last, state, block);
    String stream = last ? gather(state.stream(), readOut, 1) : state.stream();
    Normalized middle =
        skipLayerNorm(
            stream,
            linear(attended, block + "attn.out_proj.weight"),
            block + "attn.out_proj.bias",
            block + "ln_2");
    String hidden = activate(linear(middle.normalized(), block + "mlp.c_fc.weight"), block);
    return skipLayerNorm(
        middle.stream(),
        linear(hidden, block + "mlp.c_proj.weight"),
        block + "mlp.c_proj.bias",
        last ? transformer.finalNorm() : transformer.block(layer + 1) + "ln_1");
  }

  /// Each token that asks sees all others, or in the causal tower those before it. Where only one
  /// asks it sees all: in the causal tower it is the last one.
  private String attend(String asking, boolean one, Normalized state, String block) {
    return graph.fused(
        "MultiHeadAttention",
        List.of(
            Attribute.integer("num_heads", transformer.heads()),
            Attribute.integer("unidirectional", transformer.causal() && !one ? 1 : 0)),
        linear(asking, block + "attn.query_weight"),
        linear(state.normalized(), block + "attn.key_weight"),
        linear(state.normalized(), block + "attn.value_weight"),
        weight(block + "attn.in_proj_bias"));
  }

  private String activate(String hidden, String block) {
    String bias = weight(block + "mlp.c_fc.bias");
    return switch (transformer.activation()) {
      case Activation.QUICK_GELU ->
          graph.fused("QuickGelu", List.of(Attribute.real("alpha", 1.702)), add(hidden, bias));
      case Activation.GELU -> graph.fused("BiasGelu", List.of(), hidden, bias);
    };
  }

  private Normalized skipLayerNorm(String stream, String addend, String addendBias, String norm) {
    return graph.skipLayerNorm(
        stream,
        addend,
        weight(addendBias),
        weight(norm + ".weight"),
        weight(norm + ".bias"),
        transformer.layerNormEpsilon());
  }

  private String layerNorm(String value, String norm) {
    return graph.standard(
        "LayerNormalization",
        List.of(Attribute.real("epsilon", transformer.layerNormEpsilon())),
        value,
        weight(norm + ".weight"),
        weight(norm + ".bias"));
  }

  private String linear(String value, String weight) {
    return switch (arithmetic) {
      case FLOATS -> matMul(value, weight);
      case SIGNED_WEIGHTS -> integerProduct(quantized(value), weight, Form.SIGNED, "");
      case UNSIGNED_WEIGHTS -> integerProduct(quantized(value), weight, Form.UNSIGNED, "middle");
    };
  }

  /// Rounds each row (token) with a scale of its own, so that none changes with its neighbours.
  private Quantized quantize(String value) {
    List<Attribute> eachRow = List.of(Attribute.integers("axes", -1));
    String largest =
        graph.standard(
            "Max",
            List.of(),
            graph.standard("ReduceMax", eachRow, value),
            graph.standard("Neg", List.of(), graph.standard("ReduceMin", eachRow, value)),
            "smallest");
    String scale = graph.standard("Mul", List.of(), largest, "step");
    String steps = graph.standard("Div", List.of(), value, scale);
    return new Quantized(
        graph.standard("QuantizeLinear", List.of(), steps, "one", "middle"), scale);
  }

  private Quantized quantized(String value) {
    return quantized.computeIfAbsent(value, this::quantize);
  }

  private String integerProduct(Quantized value, String weight, Form form, String zero) {
    Shape shape = slot(weight).shape();
    return graph.fused(
        "MatMulIntegerToFloat",
        List.of(),
        value.integers(),
        graph.weight(new Weight(weight, form, shape)),
        value.scale(),
        graph.weight(new Weight(weight, Form.SCALES, Shape.of(shape.sizes().getLast()))),
        "middle",
        zero);
  }

  /// @param integers uint8 with 128 as zero
  /// @param scale float32, one for each row
  private record Quantized(String integers, String scale) {}

  private String matMul(String value, String weight) {
    return graph.standard("MatMul", List.of(), value, weight(weight));
  }

  private String add(String one, String other) {
    return graph.standard("Add", List.of(), one, other);
  }

  private String gather(String value, String indices, int axis) {
    return graph.standard("Gather", List.of(Attribute.integer("axis", axis)), value, indices);
  }

  private String weight(String name) {
    return graph.weight(new Weight(name, Form.PLAIN, slot(name).shape()));
  }

  private WeightLayout.Slot slot(String name) {
    WeightLayout.Slot slot = layout.slots().get(name);
    if (slot == null) {
      throw new IllegalStateException("no such weight: " + name);
    }
    return slot;
  }
}
