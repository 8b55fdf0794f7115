package dev.pictor.clip.graph;

import dev.pictor.clip.ClipConfig;
import dev.pictor.clip.weights.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// How the graphs want the weights: which tensors, in which orientation, made from which of the
/// canonical ones.
///
/// Linear weights are turned to `[in, out]`, as `x * W` takes them. The class embedding is added to
/// the first row of the image tower's positional embedding: the class token enters as a patch of
/// zeros. Query, key and value are apart.
final class WeightLayout {
  /// Tensors begin at multiples of this many bytes: a cache line, and a full AVX-512 vector.
  static final int ALIGNMENT = 64;

  /// A tensor of the graphs.
  ///
  /// @param offset in bytes from the start of all tensors
  record Slot(String name, Shape shape, long offset) {
    long bytes() {
      return shape.elements() * Float.BYTES;
    }
  }

  /// Where the values of a canonical tensor go.
  sealed interface Move {
    String target();

    /// Added to what is in the target, from its first element on.
    record Add(String target) implements Move {}

    /// Rows `firstRow` and up of the source, as a matrix of rows of `columns`, become the columns
    /// of the target.
    record Transpose(String target, int firstRow, int rows, int columns) implements Move {}
  }

  private final SequencedMap<String, Slot> slots = new LinkedHashMap<>();
  private final Map<String, List<Move>> moves = new LinkedHashMap<>();
  private long bytes;

  WeightLayout(ClipConfig config) {
    var image = config.image();
    var text = config.text();
    int patchValues = 3 * image.patchSize() * image.patchSize();
    addTransposed("visual.conv1.weight", image.width(), patchValues);
    addPlain("visual.positional_embedding", Shape.of(image.tokens(), image.width()));
    move("visual.class_embedding", new Move.Add("visual.positional_embedding"));
    addNorm("visual.ln_pre", image.width());
    addTransformer(Transformer.of(image), config.embeddingDimension());
    addPlain("token_embedding.weight", Shape.of(text.vocabularySize(), text.width()));
    addPlain("positional_embedding", Shape.of(text.contextLength(), text.width()));
    addTransformer(Transformer.of(text), config.embeddingDimension());
  }

  /// All tensors, in the order in which they lie in memory.
  SequencedMap<String, Slot> slots() {
    return slots;
  }

  List<Move> moves(String source) {
    return moves.getOrDefault(source, List.of());
  }

  /// The size of all tensors together.
  long bytes() {
    return bytes;
  }

  private void addTransformer(Transformer transformer, int embeddingDimension) {
    int width = transformer.width();
    for (int layer = 0; layer < transformer.layers(); layer++) {
      String block = transformer.block(layer);
      addNorm(block + "ln_1", width);
      String[] parts = {"query_weight", "key_weight", "value_weight"};
      for (int i = 0; i < parts.length; i++) {
        String target = block + "attn." + parts[i];
        slot(target, Shape.of(width, width));
        move(block + "attn.in_proj_weight", new Move.Transpose(target, i * width, width, width));
      }
      addPlain(block + "attn.in_proj_bias", Shape.of(3 * width));
      addTransposed(block + "attn.out_proj.weight", width, width);
      addPlain(block + "attn.out_proj.bias", Shape.of(width));
      addNorm(block + "ln_2", width);
      addTransposed(block + "mlp.c_fc.weight", transformer.mlpWidth(), width);
      addPlain(block + "mlp.c_fc.bias", Shape.of(transformer.mlpWidth()));
      addTransposed(block + "mlp.c_proj.weight", width, transformer.mlpWidth());
      addPlain(block + "mlp.c_proj.bias", Shape.of(width));
    }
    addNorm(transformer.finalNorm(), width);
    addPlain(transformer.projection(), Shape.of(width, embeddingDimension));
  }

  private void addNorm(String name, int width) {
    addPlain(name + ".weight", Shape.of(width));
    addPlain(name + ".bias", Shape.of(width));
  }

  private void addPlain(String name, Shape shape) {
    slot(name, shape);
    move(name, new Move.Add(name));
  }

  private void addTransposed(String name, int rows, int columns) {
    slot(name, Shape.of(columns, rows));
    move(name, new Move.Transpose(name, 0, rows, columns));
  }

  private void slot(String name, Shape shape) {
    Slot slot = new Slot(name, shape, bytes);
    slots.put(name, slot);
    bytes += (slot.bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private void move(String source, Move move) {
    moves.computeIfAbsent(source, _ -> new ArrayList<>()).add(move);
  }
}
