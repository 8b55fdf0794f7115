package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which package may know which: the arrows of `docs/architecture.md`.
class ArrowsTest {
  private static final Path BASE =
      Path.of(System.getProperty("pictor.basedir", "..")).toAbsolutePath().normalize();

  /// All packages of a library count as one.
  private static final List<String> LIBRARIES = List.of("clip", "sketchbook");

  /// Packages of the library that only the library knows.
  private static final Set<String> INTERNAL =
      Set.of("clip.graph", "clip.json", "clip.image.heif", "clip.image.decoder");

  /// What every package knows, the root of exceptions, is left out.
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          Map.entry("clip", Set.of()),
          Map.entry("sketchbook", Set.of()),
          Map.entry("json", Set.of()),
          Map.entry("picture", Set.of()),
          Map.entry("history", Set.of("json")),
          Map.entry("metadata", Set.of("clip", "picture")),
          Map.entry("store", Set.of("clip", "picture")),
          Map.entry("store.lucene", Set.of("clip", "picture", "store", "json")),
          Map.entry("store.postgres", Set.of("clip", "picture", "store")),
          Map.entry("config", Set.of("clip", "store")),
          Map.entry("model.download", Set.of("config")),
          Map.entry(
              "model", Set.of("clip", "sketchbook", "config", "store", "json", "model.download")),
          Map.entry("demo", Set.of("sketchbook", "indexing")),
          Map.entry("ignore", Set.of()),
          Map.entry("indexing", Set.of("clip", "picture", "metadata", "store", "config", "ignore")),
          Map.entry("watch", Set.of("ignore", "indexing")),
          Map.entry("query", Set.of("picture", "store")),
          Map.entry("search", Set.of("clip", "picture", "query", "store")),
          Map.entry("duplicates", Set.of("clip", "picture", "store")),
          Map.entry("doctor", Set.of("clip", "picture", "store", "indexing")),
          Map.entry("eval", Set.of("clip", "picture", "store", "indexing", "search")),
          Map.entry("reindex", Set.of("clip", "picture", "store", "indexing")),
          Map.entry("adoption", Set.of("clip", "picture", "store", "indexing")),
          Map.entry("transfer", Set.of("clip", "picture", "store", "indexing", "json")),
          Map.entry("jobs", Set.of("clip", "picture", "store", "indexing", "duplicates", "search")),
          Map.entry("web.view", Set.of()),
          Map.entry(
              "web",
              Set.of(
                  "clip",
                  "sketchbook",
                  "picture",
                  "store",
                  "config",
                  "model",
                  "json",
                  "indexing",
                  "duplicates",
                  "jobs",
                  "history",
                  "query",
                  "search",
                  "web.view")),
          Map.entry(
              "cli",
              Set.of(
                  "clip",
                  "picture",
                  "store",
                  "store.lucene",
                  "store.postgres",
                  "config",
                  "model",
                  "model.download",
                  "json",
                  "history",
                  "demo",
                  "indexing",
                  "doctor",
                  "duplicates",
                  "query",
                  "search",
                  "eval",
                  "reindex",
                  "adoption",
                  "transfer",
                  "watch",
                  "web")),
          Map.entry("", Set.of("cli")));

  private static final Pattern NAMED =
      Pattern.compile("\\bdev\\.pictor((?:\\.[a-z]+)*)\\.[A-Z]\\w*");

  @Test
  void packages_knowNoOthersThanTheyMay() throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (String module : List.of("clip", "sketchbook", "app")) {
      try (Stream<Path> files = Files.walk(BASE.resolve(module).resolve("src/main"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          read(Files.readString(file), known);
        }
      }
    }

    assertThat(known.keySet()).isEqualTo(KNOWS.keySet());
    known.forEach(
        (name, others) ->
            assertThat(KNOWS.get(name)).as("what '%s' knows", name).containsAll(others));
  }

  @Test
  void app_knowsNothingInternalOfTheLibrary() throws IOException {
    Set<String> known = new TreeSet<>();
    try (Stream<Path> files = Files.walk(BASE.resolve("app/src/main"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        known.addAll(named(Files.readString(file)));
      }
    }

    assertThat(known).contains("clip.image").doesNotContainAnyElementsOf(INTERNAL);
    for (String name : INTERNAL) {
      assertThat(BASE.resolve("clip/src/main/java/dev/pictor/" + name.replace('.', '/')))
          .isDirectory();
    }
  }

  /// Packages of what is named in code.
  private static Set<String> named(String source) {
    return source
        .lines()
        .filter(line -> !line.strip().startsWith("//"))
        .flatMap(line -> NAMED.matcher(line).results())
        .map(found -> found.group(1).replaceFirst("^\\.", ""))
        .collect(Collectors.toSet());
  }

  /// Names in code; comments may point anywhere.
  private static void read(String source, Map<String, Set<String>> known) {
    String name = "";
    Set<String> others = new HashSet<>();
    for (String line : source.lines().filter(line -> !line.strip().startsWith("//")).toList()) {
      if (line.startsWith("package ")) {
        name = feature(line.replaceAll("package dev\\.pictor|;", ""));
        continue;
      }
      Matcher matcher = NAMED.matcher(line);
      while (matcher.find()) {
        others.add(feature(matcher.group(1)));
      }
    }
    others.removeAll(List.of(name, ""));
    known.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(others);
  }

  private static String feature(String dotted) {
    String name = dotted.startsWith(".") ? dotted.substring(1) : dotted;
    return LIBRARIES.stream()
        .filter(library -> name.equals(library) || name.startsWith(library + "."))
        .findAny()
        .orElse(name);
  }
}
