package dev.pictor.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A camera as a person would say it: `NIKON CORPORATION` and `NIKON D750` are a "NIKON D750",
/// `Apple` and `iPhone 13` an "Apple iPhone 13".
final class CameraName {
  /// What makers add to their name, and nobody says.
  private static final Set<String> FORMALITIES =
      Set.of(
          "co",
          "company",
          "computer",
          "corp",
          "corporation",
          "electronics",
          "gmbh",
          "imaging",
          "inc",
          "international",
          "limited",
          "ltd",
          "optical",
          "techwin");

  private CameraName() {}

  static @Nullable String of(@Nullable String make, @Nullable String model) {
    String maker = make == null ? "" : plain(make);
    String name = model == null ? "" : model.strip();
    if (maker.isEmpty() || name.isEmpty()) {
      return maker.isEmpty() && name.isEmpty() ? null : maker + name;
    }
    String first = words(name).getFirst();
    boolean named = words(maker).stream().anyMatch(first::equalsIgnoreCase);
    return named ? name : maker + " " + name;
  }

  private static String plain(String make) {
    List<String> words = new ArrayList<>(words(make));
    while (words.size() > 1
        && FORMALITIES.contains(words.getLast().toLowerCase(Locale.ROOT).replaceAll("[.,]", ""))) {
      words.removeLast();
    }
    return String.join(" ", words).replaceAll(",$", "");
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}
