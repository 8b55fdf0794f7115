package dev.pictor.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A picture and what is known of it.
///
/// @param imageUrl the full picture, or its thumbnail where it cannot be shown
/// @param fileUrl the file itself; null where it cannot be reached
/// @param note why it is not the full picture; null where it is
/// @param backUrl to the results it was found among; null where it was not
/// @param alikeUrl to pictures like it
/// @param reasons why it was found; empty where it was not searched for
public record PicturePage(
    String name,
    String imageUrl,
    int width,
    int height,
    @Nullable String fileUrl,
    @Nullable String note,
    @Nullable String backUrl,
    String query,
    String alikeUrl,
    List<Fact> reasons,
    List<Fact> facts) {
  public PicturePage {
    reasons = List.copyOf(reasons);
    facts = List.copyOf(facts);
  }

  /// A line of the list of facts.
  ///
  /// @param url to pictures that share it; null where there are none
  public record Fact(String name, String value, @Nullable String url) {}
}
