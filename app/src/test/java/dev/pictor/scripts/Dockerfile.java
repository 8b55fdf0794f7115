package dev.pictor.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The repository's `Dockerfile`, one instruction a line.
record Dockerfile(List<String> lines) {
  private static final String FROM_BUILD = "--from=build";

  /// A file or folder that goes into an image.
  ///
  /// @param source within the repository; when it comes out of the build, too
  /// @param target within the working folder of the image
  record Copy(String source, String target, boolean fromBuild) {}

  static Dockerfile read() throws IOException {
    String text = Files.readString(Shell.REPOSITORY.resolve("Dockerfile"));
    return new Dockerfile(text.replace("\\\n", " ").lines().toList());
  }

  /// What follows each instruction of that name.
  List<String> instructions(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length()).strip())
        .toList();
  }

  List<Copy> copies() {
    return instructions("COPY").stream().flatMap(Dockerfile::copies).toList();
  }

  /// The last stage alone: what the image holds.
  Dockerfile image() {
    int start =
        lines.lastIndexOf(lines.stream().filter(l -> l.startsWith("FROM ")).toList().getLast());
    return new Dockerfile(lines.subList(start, lines.size()));
  }

  private static Stream<Copy> copies(String words) {
    List<String> all = Arrays.stream(words.split("\\s+")).toList();
    boolean fromBuild = all.getFirst().equals(FROM_BUILD);
    String target = all.getLast();
    return all.subList(fromBuild ? 1 : 0, all.size() - 1).stream()
        .map(source -> source.replaceFirst("^/src/", ""))
        .map(
            source ->
                new Copy(
                    source,
                    target.endsWith("/") ? target + source.replaceFirst(".*/", "") : target,
                    fromBuild));
  }
}
