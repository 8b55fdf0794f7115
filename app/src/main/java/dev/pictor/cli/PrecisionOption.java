package dev.pictor.cli;

import dev.pictor.clip.Precision;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What the model computes with.
final class PrecisionOption {
  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      completionCandidates = Labels.class,
      converter = Converter.class,
      description =
          "fp32: as the original (PICTOR_PRECISION; default); int8: faster, with a small loss.")
  private @Nullable Precision precision;

  /// Null where nothing was said.
  @Nullable Precision value() {
    return precision;
  }

  static final class Converter implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String value) {
      return Precision.of(value)
          .orElseThrow(
              () -> new TypeConversionException("it takes fp32 or int8, not '" + value + "'"));
    }
  }

  static final class Labels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Precision.values()).map(Precision::label).iterator();
    }
  }
}
