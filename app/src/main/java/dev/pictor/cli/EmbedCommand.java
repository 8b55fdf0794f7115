package dev.pictor.cli;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipException;
import dev.pictor.clip.Preprocessing;
import dev.pictor.json.Json;
import dev.pictor.model.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pictor embed`
@Command(
    name = "embed",
    description = "Prints embeddings of texts and pictures, one JSON object a line.",
    footer = {
      "",
      "Each line has type, input, fingerprint, dimension and embedding (norm 1), or error instead.",
      "",
      "Example: pictor embed --text \"a cat\" --image cat.jpg"
    })
final class EmbedCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private PreprocessOption preprocess = new PreprocessOption();

  @ArgGroup(multiplicity = "1..*")
  private List<Input> inputs = new ArrayList<>();

  /// One of the two; a group, so that their order is kept.
  static final class Input {
    @Option(
        names = "--text",
        paramLabel = "TEXT",
        required = true,
        description = "A text; repeatable.")
    private @Nullable String text;

    @Option(
        names = "--image",
        paramLabel = "FILE",
        required = true,
        description = "A picture; repeatable.")
    private @Nullable String image;
  }

  EmbedCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    boolean failed = false;
    try (LoadedModel loaded = model.load(shell, preprocess.orElse(Preprocessing.UPRIGHT))) {
      for (Input input : inputs) {
        EmbedJson line =
            input.text != null
                ? text(loaded.clip(), input.text)
                : image(loaded.clip(), String.valueOf(input.image));
        shell.out().println(Json.line(line));
        failed |= line.error() != null;
      }
    }
    return failed ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private EmbedJson text(Clip clip, String text) {
    try {
      return EmbedJson.of("text", text, clip.encodeText(text));
    } catch (ClipException e) {
      return failed("text", text, clip, e);
    }
  }

  private EmbedJson image(Clip clip, String file) {
    try {
      return EmbedJson.of("image", file, clip.encodeImage(shell.workingDirectory().resolve(file)));
    } catch (ClipException e) {
      return failed("image", file, clip, e);
    }
  }

  private static EmbedJson failed(String type, String input, Clip clip, ClipException e) {
    return EmbedJson.failed(type, input, clip.fingerprint(), String.valueOf(e.getMessage()));
  }
}
