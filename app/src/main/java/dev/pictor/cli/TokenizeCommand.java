package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import dev.pictor.clip.text.ClipTokenizer;
import dev.pictor.json.Json;
import dev.pictor.model.LoadedModel;
import dev.pictor.search.BadQueryException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `pictor tokenize`
@Command(
    name = "tokenize",
    description = "Prints the token ids of each line of standard input as a JSON array.",
    footer = {
      "",
      "Start and end markers are included; long texts are cut as the original does it.",
      "",
      "Example: echo \"a man jumping\" | pictor tokenize"
    })
final class TokenizeCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ModelOption model = new ModelOption();

  @Option(names = "--json", description = "Each line is a JSON string.")
  private boolean json;

  TokenizeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    boolean failed = false;
    try (LoadedModel loaded = model.load(shell, Preprocessing.UPRIGHT);
        InputStream input = new BufferedInputStream(shell.in())) {
      ClipTokenizer tokenizer = loaded.clip().tokenizer();
      String line = nextLine(input);
      while (line != null) {
        try {
          shell.out().println(Json.line(tokenizer.encode(json ? string(line) : line)));
        } catch (BadQueryException e) {
          failed = true;
          shell.out().println(Json.line(Map.of("error", String.valueOf(e.getMessage()))));
        }
        line = nextLine(input);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failed ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private static String string(String line) {
    try {
      JsonNode node = Json.read(line, JsonNode.class);
      if (node.isString()) {
        return node.stringValue();
      }
      throw new BadQueryException("not a JSON string but " + node.getNodeType());
    } catch (JacksonException e) {
      throw new BadQueryException("not a JSON string: " + e.getOriginalMessage());
    }
  }

  /// Up to `\n` alone, which a `BufferedReader` cannot do; null at the end.
  private static @Nullable String nextLine(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = input.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = input.read();
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
