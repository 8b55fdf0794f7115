package dev.pictor.sketchbook.dataset;

import dev.pictor.sketchbook.Caption;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.Group;
import dev.pictor.sketchbook.Layout;
import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.captions.CaptionGrammar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A scene with its captions, as one line of JSON.
///
/// @param twin line of the scene that differs in a single respect, in the same file
record Example(Scene scene, List<Caption> captions, Optional<Integer> twin, boolean contrasting) {
  private static final SortedMap<Change, String> CONTRASTS =
      new TreeMap<>(
          Map.of(
              Change.SWAP_COLOURS, "colours",
              Change.RELATION, "relations",
              Change.COUNT, "counts",
              Change.POSE, "poses",
              Change.SETTING, "settings",
              Change.SIZE, "sizes"));

  /// A caption that is true of the picture and one that is not.
  record Contrast(String category, String right, String wrong) {
    private String json() {
      return "{\"category\":%s,\"right\":%s,\"wrong\":%s}"
          .formatted(string(category), string(right), string(wrong));
    }
  }

  Example {
    captions = List.copyOf(captions);
  }

  /// The caption that asserts the most; of several the longest.
  Caption fullest() {
    return Collections.max(
        captions,
        Comparator.<Caption>comparingInt(caption -> caption.facts().size())
            .thenComparing(caption -> caption.text().length()));
  }

  String json() {
    StringBuilder json = new StringBuilder("{\"facts\":").append(strings(Facts.of(scene)));
    json.append(",\"captions\":[");
    json.append(
        captions.stream()
            .map(
                caption ->
                    "{\"text\":%s,\"facts\":%s}"
                        .formatted(string(caption.text()), strings(caption.sortedFacts())))
            .collect(Collectors.joining(",")));
    json.append("],\"things\":[");
    json.append(
        Layout.of(scene).stream()
            .map(
                thing -> {
                  Group group = scene.groups().get(thing.group());
                  return "{\"kind\":%s,\"colour\":%s,\"pose\":%s,\"box\":[%.4f,%.4f,%.4f,%.4f]}"
                      .formatted(
                          string(Facts.names(thing.kind()).getFirst()),
                          thing.kind().coloured() ? string(name(group.hue())) : "null",
                          group.pose() == null ? "null" : string(name(group.pose())),
                          thing.x(),
                          thing.y(),
                          thing.x() + thing.width(),
                          thing.y() + thing.height());
                })
            .collect(Collectors.joining(",")));
    json.append(']');
    twin.ifPresent(line -> json.append(",\"twin\":").append(line));
    if (contrasting) {
      json.append(
          contrasts().stream()
              .map(Contrast::json)
              .collect(Collectors.joining(",", ",\"contrasts\":[", "]")));
    }
    return json.append('}').toString();
  }

  /// The caption of this scene beside that of a changed one, otherwise in the same words.
  List<Contrast> contrasts() {
    List<Contrast> contrasts = new ArrayList<>();
    Set<String> facts = Facts.of(scene);
    Caption right = caption(scene);
    CONTRASTS.forEach(
        (change, category) ->
            change
                .of(scene, new SplittableRandom(scene.seed()))
                .map(Example::caption)
                .filter(wrong -> !wrong.isTrueOf(facts))
                .ifPresent(
                    wrong -> contrasts.add(new Contrast(category, right.text(), wrong.text()))));
    return contrasts;
  }

  private static Caption caption(Scene scene) {
    return new CaptionGrammar(new SplittableRandom(scene.seed() + 1), 0).full(scene);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String strings(Set<String> values) {
    return values.stream().map(Example::string).collect(Collectors.joining(",", "[", "]"));
  }

  /// Words and facts are letters, digits, spaces, commas, colons and hyphens.
  static String string(String value) {
    if (!value.matches("[\\w ,:-]*")) {
      throw new IllegalArgumentException(value);
    }
    return '"' + value + '"';
  }
}
