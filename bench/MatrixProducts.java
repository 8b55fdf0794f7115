import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The matrix products of ViT-B/32's image tower and nothing else, as one ONNX graph: what no
/// engine on ONNX Runtime can be faster than. As in the tower, the last block's queries, attention
/// and MLP are those of the class token alone.
///
/// Where the tower does something between two products, here one's result is the next one's input:
/// same shapes, other values.
final class MatrixProducts implements AutoCloseable {
  private static final int LAYERS = 12;
  private static final int HEADS = 12;
  private static final int TOKENS = 50;
  private static final int WIDTH = 768;
  private static final int HEAD_WIDTH = WIDTH / HEADS;
  private static final int PATCH_VALUES = 3 * 32 * 32;
  private static final int DIMENSION = 512;

  private final Random random = new Random(2);
  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final int batch;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private int nodes;
  private long operations;

  MatrixProducts(int batch, int threads) throws OrtException {
    this.batch = batch;
    String tokens = product(input("patches", batch, TOKENS, PATCH_VALUES), TOKENS, PATCH_VALUES, WIDTH);
    String queries = input("queries", batch, HEADS, TOKENS, HEAD_WIDTH);
    String keys = input("keys", batch, HEADS, HEAD_WIDTH, TOKENS);
    String values = input("values", batch, HEADS, TOKENS, HEAD_WIDTH);
    for (int layer = 0; layer < LAYERS - 1; layer++) {
      for (int linear = 0; linear < 4; linear++) { // query, key, value, output
        tokens = product(tokens, TOKENS, WIDTH, WIDTH);
      }
      tokens = product(tokens, TOKENS, WIDTH, 4 * WIDTH);
      tokens = product(tokens, TOKENS, 4 * WIDTH, WIDTH);
      queries = attention(queries, keys, values, TOKENS);
    }
    tokens = product(tokens, TOKENS, WIDTH, WIDTH);
    tokens = product(tokens, TOKENS, WIDTH, WIDTH);
    String one = input("class", batch, 1, WIDTH);
    one = product(one, 1, WIDTH, WIDTH);
    one = product(one, 1, WIDTH, WIDTH);
    one = product(one, 1, WIDTH, 4 * WIDTH);
    one = product(one, 1, 4 * WIDTH, WIDTH);
    one = product(one, 1, WIDTH, DIMENSION);
    String query = attention(input("query", batch, HEADS, 1, HEAD_WIDTH), keys, values, 1);
    for (String result : List.of(tokens, queries, one, query)) {
      message(graph, 12, valueInfo(result));
    }
    text(graph, 2, "products");
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    number(model, 1, 8);
    ByteArrayOutputStream opset = new ByteArrayOutputStream();
    text(opset, 1, "");
    number(opset, 2, 17);
    message(model, 8, opset);
    message(model, 7, graph);
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(model.toByteArray(), options);
    }
  }

  /// Multiplications and additions of one run.
  long operations() {
    return operations;
  }

  void run() {
    try (OrtSession.Result _ = session.run(inputs)) {
      // Nobody asks for the result.
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
  }

  private String input(String name, long... shape) throws OrtException {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    FloatBuffer values =
        ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
    while (values.hasRemaining()) {
      values.put((float) random.nextGaussian());
    }
    inputs.put(name, OnnxTensor.createTensor(environment, values.flip(), shape));
    message(graph, 11, valueInfo(name, shape));
    return name;
  }

  /// By a weight of its own, so that as much memory is read as in the tower.
  private String product(String value, int rows, int in, int out) {
    ByteBuffer weight = ByteBuffer.allocate(4 * in * out).order(ByteOrder.LITTLE_ENDIAN);
    while (weight.hasRemaining()) {
      weight.putFloat((float) (random.nextGaussian() / Math.sqrt(in)));
    }
    String name = "weight" + nodes;
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    number(tensor, 1, in);
    number(tensor, 1, out);
    number(tensor, 2, 1);
    text(tensor, 8, name);
    bytes(tensor, 9, weight.array());
    message(graph, 5, tensor);
    operations += 2L * batch * rows * in * out;
    return matMul(value, name);
  }

  private String attention(String queries, String keys, String values, int asking) {
    operations += 2 * 2L * batch * HEADS * asking * TOKENS * HEAD_WIDTH;
    return matMul(matMul(queries, keys), values);
  }

  private String matMul(String one, String other) {
    String result = "product" + nodes++;
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    text(node, 1, one);
    text(node, 1, other);
    text(node, 2, result);
    text(node, 4, "MatMul");
    message(graph, 1, node);
    return result;
  }

  private static ByteArrayOutputStream valueInfo(String name, long... shape) {
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    number(tensor, 1, 1);
    if (shape.length > 0) {
      ByteArrayOutputStream sizes = new ByteArrayOutputStream();
      for (long size : shape) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        number(one, 1, size);
        message(sizes, 1, one);
      }
      message(tensor, 2, sizes);
    }
    ByteArrayOutputStream type = new ByteArrayOutputStream();
    message(type, 1, tensor);
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    text(info, 1, name);
    message(info, 2, type);
    return info;
  }

  // Protocol buffers, as far as a graph of products needs them.

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, (long) field << 3);
    varint(out, value);
  }

  private static void text(ByteArrayOutputStream out, int field, String value) {
    bytes(out, field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void message(ByteArrayOutputStream out, int field, ByteArrayOutputStream value) {
    bytes(out, field, value.toByteArray());
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, (long) field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
