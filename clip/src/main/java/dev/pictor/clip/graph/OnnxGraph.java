package dev.pictor.clip.graph;

import dev.pictor.clip.weights.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An ONNX graph under construction: operators are added in the order in which they run.
///
/// Values are known by name. Weights are declared as external data: their bytes are handed to the
/// session, not written into the model. Field numbers are those of `onnx.proto3`.
final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final String MICROSOFT = "com.microsoft";

  /// `TensorProto.DataType`.
  enum ValueType {
    FLOAT(1),
    UINT8(2),
    INT8(3),
    INT32(6);

    private final int code;

    ValueType(int code) {
      this.code = code;
    }
  }

  private final ProtoWriter graph = new ProtoWriter();
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private int nodes;

  OnnxGraph(String name) {
    graph.text(2, name);
  }

  /// @param dimensions numbers, or names of sizes that vary from call to call
  String input(String name, ValueType type, String... dimensions) {
    graph.message(11, value -> valueInfo(value, name, type, dimensions));
    return name;
  }

  /// Names the result.
  void output(String value, String name, String... dimensions) {
    node("", "Identity", List.of(value), List.of(name), List.of());
    graph.message(12, info -> valueInfo(info, name, ValueType.FLOAT, dimensions));
  }

  /// A weight whose bytes come from outside.
  String weight(Weight weight) {
    if (weights.put(weight.name(), weight) == null) {
      graph.message(
          5,
          tensor -> {
            weight.shape().sizes().forEach(size -> tensor.number(1, size));
            tensor
                .number(2, weight.form().type.code)
                .text(8, weight.name())
                .message(13, entry -> entry.text(1, "location").text(2, "weights"))
                .number(14, 1);
          });
    }
    return weight.name();
  }

  /// A one-dimensional int32 constant.
  String constant(String name, int value) {
    return constant(name, ValueType.INT32, littleEndian(value), 1);
  }

  /// A float32 scalar.
  String scalar(String name, float value) {
    return constant(name, ValueType.FLOAT, littleEndian(Float.floatToRawIntBits(value)));
  }

  /// A uint8 scalar, 0 to 255.
  String uint8Scalar(String name, int value) {
    return constant(name, ValueType.UINT8, new byte[] {(byte) value});
  }

  /// A constant.
  ///
  /// @param value little-endian, row by row
  String constant(String name, ValueType type, byte[] value, int... dimensions) {
    graph.message(
        5,
        tensor -> {
          Arrays.stream(dimensions).forEach(size -> tensor.number(1, size));
          tensor.number(2, type.code).text(8, name).bytes(9, value);
        });
    return name;
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }

  /// Adds an operator of the ONNX standard with one output.
  String standard(String operator, List<Attribute> attributes, String... inputs) {
    return node("", operator, Arrays.asList(inputs), attributes);
  }

  /// Adds an operator of ONNX Runtime's own with one output.
  String fused(String operator, List<Attribute> attributes, String... inputs) {
    return node(MICROSOFT, operator, Arrays.asList(inputs), attributes);
  }

  /// Adds `SkipLayerNormalization`: what attention or MLP gave is added to the residual stream, and
  /// the sum normalised.
  Normalized skipLayerNorm(
      String stream, String addend, String addendBias, String gain, String bias, double epsilon) {
    String normalized = nextName("SkipLayerNormalization");
    String sum = normalized + ".sum";
    node(
        MICROSOFT,
        "SkipLayerNormalization",
        List.of(stream, addend, gain, bias, addendBias),
        List.of(normalized, "", "", sum),
        List.of(Attribute.real("epsilon", epsilon)));
    return new Normalized(normalized, sum);
  }

  /// The residual stream and its normalised form.
  record Normalized(String normalized, String stream) {}

  /// The weights that the graph takes, by name.
  Map<String, Weight> weights() {
    return weights;
  }

  /// What of a weight a graph takes.
  enum Form {
    /// As the layout has it.
    PLAIN(ValueType.FLOAT, ""),

    /// [QuantizedMatrix#values()].
    SIGNED(ValueType.INT8, ".integers"),

    /// The same with [QuantizedMatrix#MIDDLE] added.
    UNSIGNED(ValueType.UINT8, ".integers"),

    /// [QuantizedMatrix#scales()].
    SCALES(ValueType.FLOAT, ".scales");

    private final ValueType type;
    private final String suffix;

    Form(ValueType type, String suffix) {
      this.type = type;
      this.suffix = suffix;
    }
  }

  /// @param source its name in the layout
  /// @param shape in this form
  record Weight(String source, Form form, Shape shape) {
    String name() {
      return source + form.suffix;
    }
  }

  /// The model as ONNX Runtime loads it.
  byte[] toModel() {
    return new ProtoWriter()
        .number(1, IR_VERSION)
        .text(2, "pictor")
        .message(8, opset -> opset.text(1, "").number(2, OPSET))
        .message(8, opset -> opset.text(1, MICROSOFT).number(2, 1))
        .bytes(7, graph.toByteArray())
        .toByteArray();
  }

  private String node(
      String domain, String operator, List<String> inputs, List<Attribute> attributes) {
    String output = nextName(operator);
    node(domain, operator, inputs, List.of(output), attributes);
    return output;
  }

  private void node(
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      List<Attribute> attributes) {
    graph.message(
        1,
        node -> {
          inputs.forEach(input -> node.text(1, input));
          outputs.forEach(output -> node.text(2, output));
          node.text(3, outputs.getFirst()).text(4, operator).text(7, domain);
          attributes.forEach(attribute -> node.message(5, attribute::write));
        });
  }

  private String nextName(String operator) {
    return operator + "." + nodes++;
  }

  private static void valueInfo(
      ProtoWriter info, String name, ValueType type, String... dimensions) {
    info.text(1, name)
        .message(
            2,
            typeProto ->
                typeProto.message(
                    1,
                    tensor ->
                        tensor
                            .number(1, type.code)
                            .message(2, shape -> dimensions(shape, dimensions))));
  }

  private static void dimensions(ProtoWriter shape, String... dimensions) {
    for (String dimension : dimensions) {
      boolean fixed = dimension.chars().allMatch(Character::isDigit);
      shape.message(
          1,
          one -> {
            if (fixed) {
              one.number(1, Long.parseLong(dimension));
            } else {
              one.text(2, dimension);
            }
          });
    }
  }

  /// A setting of an operator.
  sealed interface Attribute {
    void write(ProtoWriter attribute);

    static Attribute integer(String name, long value) {
      return new IntegerAttribute(name, value);
    }

    static Attribute integers(String name, long value) {
      return new IntegersAttribute(name, value);
    }

    static Attribute real(String name, double value) {
      return new RealAttribute(name, (float) value);
    }
  }

  private record IntegerAttribute(String name, long value) implements Attribute {
    @Override
    public void write(ProtoWriter attribute) {
      attribute.text(1, name).number(3, value).number(20, 2);
    }
  }

  /// A list of one.
  private record IntegersAttribute(String name, long value) implements Attribute {
    @Override
    public void write(ProtoWriter attribute) {
      attribute.text(1, name).number(8, value).number(20, 7);
    }
  }

  private record RealAttribute(String name, float value) implements Attribute {
    @Override
    public void write(ProtoWriter attribute) {
      attribute.text(1, name).real(2, value).number(20, 1);
    }
  }
}
