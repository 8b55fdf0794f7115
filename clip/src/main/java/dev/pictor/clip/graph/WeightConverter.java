package dev.pictor.clip.graph;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.graph.WeightLayout.Move;
import dev.pictor.clip.graph.WeightLayout.Slot;
import dev.pictor.clip.weights.ClipWeights;
import dev.pictor.clip.weights.ModelFiles;
import dev.pictor.clip.weights.TensorSource;
import dev.pictor.clip.weights.WeightFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a model's weights once: digests its canonical tensors and lays them out for the graphs.
final class WeightConverter {
  private WeightConverter() {}

  /// @return the weights in memory
  /// @throws ModelException if it is none that we can use, or a weight is not finite
  static ConvertedWeights convert(ModelFiles files) {
    try (WeightFile file = WeightFile.open(files.weights())) {
      return convert(files.weights(), ClipWeights.of(files, file));
    }
  }

  /// @param path for messages
  static ConvertedWeights convert(Path path, ClipWeights weights) {
    WeightLayout layout = new WeightLayout(weights.config());
    Arena arena = Arena.ofShared();
    try {
      MemorySegment data = arena.allocate(layout.bytes(), WeightLayout.ALIGNMENT);
      String digest = fill(path, weights, layout, data);
      return new ConvertedWeights(weights.config(), digest, layout, data, arena);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static String fill(
      Path path, ClipWeights weights, WeightLayout layout, MemorySegment data) {
    WeightsDigest digest = new WeightsDigest(weights.config());
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              digest.begin(name, tensor.shape());
              List<TensorSource.FloatSink> sinks = new ArrayList<>();
              sinks.add(new FiniteCheck(path, tensor.name()));
              sinks.add(digest);
              for (Move move : layout.moves(name)) {
                sinks.add(sink(move, slice(data, layout, move.target())));
              }
              tensor.read((values, count) -> sinks.forEach(sink -> sink.accept(values, count)));
            });
    return digest.hex();
  }

  private static MemorySegment slice(MemorySegment data, WeightLayout layout, String target) {
    Slot slot = layout.slots().get(target);
    if (slot == null) {
      throw new IllegalStateException("no such weight: " + target);
    }
    return data.asSlice(slot.offset(), slot.bytes());
  }

  private static TensorSource.FloatSink sink(Move move, MemorySegment target) {
    return switch (move) {
      case Move.Add _ -> new Adder(target);
      case Move.Transpose(_, int firstRow, int rows, int columns) ->
          new Transposer(target, firstRow, rows, columns);
    };
  }
}
