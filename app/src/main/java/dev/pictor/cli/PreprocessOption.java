package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How pictures become input of the model.
final class PreprocessOption {
  @Option(
      names = "--preprocess",
      paramLabel = "MODE",
      completionCandidates = Modes.class,
      converter = Converter.class,
      description =
          "upright: as a person sees them (default); original: to the bit as OpenAI's code does,"
              + " which ignores orientation, colour profiles and transparency.")
  private @Nullable Preprocessing preprocessing;

  static PreprocessOption of(Preprocessing preprocessing) {
    PreprocessOption option = new PreprocessOption();
    option.preprocessing = preprocessing;
    return option;
  }

  Preprocessing orElse(Preprocessing other) {
    return preprocessing == null ? other : preprocessing;
  }

  private static Preprocessing parse(String label) {
    return Arrays.stream(Preprocessing.values())
        .filter(mode -> mode.label().equals(label))
        .findAny()
        .orElseThrow(
            () -> new TypeConversionException("it takes upright or original, not '" + label + "'"));
  }

  static final class Converter implements ITypeConverter<Preprocessing> {
    @Override
    public Preprocessing convert(String value) {
      return parse(value);
    }
  }

  static final class Modes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Preprocessing.values()).map(Preprocessing::label).iterator();
    }
  }
}
