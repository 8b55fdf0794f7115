package dev.pictor.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search found.
///
/// @param heading of the results, for people who do not see them
/// @param status how many for what
/// @param hint what to know about them; null where all is as it should be
/// @param tools what can be changed of the search
/// @param tiles best first
/// @param moreUrl what comes behind them; null where nothing does
/// @param less hits that are folded away; null where there are none
public record Results(
    String heading,
    String status,
    @Nullable String hint,
    @Nullable Tools tools,
    List<Tile> tiles,
    @Nullable String moreUrl,
    @Nullable Less less) {
  public Results {
    tiles = List.copyOf(tiles);
  }

  /// Without what comes behind them, and as they are.
  public Results ending() {
    return new Results(heading, status, hint, null, tiles, null, null);
  }

  /// What can be changed of a search.
  ///
  /// @param chips parts of the query that can be taken away
  /// @param orders empty where there is nothing to order
  /// @param alike whether pictures that hardly differ are one hit
  /// @param marks null where hits cannot be marked
  /// @param savable the query, where it can be saved; else null
  public record Tools(
      String query,
      List<Chip> chips,
      List<Choice> orders,
      List<Choice> alike,
      @Nullable MarkTools marks,
      @Nullable String savable) {
    public Tools {
      chips = List.copyOf(chips);
      orders = List.copyOf(orders);
      alike = List.copyOf(alike);
    }
  }

  /// A part of the query.
  ///
  /// @param thumbnailUrl of the picture that it names; null where it names none
  /// @param start of its text in the query
  /// @param end behind it
  /// @param withoutUrl the search without it
  public record Chip(
      String text, @Nullable String thumbnailUrl, int start, int end, String withoutUrl) {}

  /// One of several ways to show the results.
  public record Choice(String text, String url, boolean isChosen) {}

  /// Hits that were marked.
  ///
  /// @param good ids with commas between them
  /// @param bad as `good`
  /// @param clearUrl the search without marks
  public record MarkTools(String good, String bad, String clearUrl) {}

  /// Hits that are less certain than those that are shown.
  ///
  /// @param text how many there are
  /// @param url the page with them
  /// @param moreUrl they alone
  public record Less(String text, String url, String moreUrl) {}

  /// A picture found.
  ///
  /// @param id tells pictures apart
  /// @param imageUrl the full picture, or its thumbnail where it cannot be shown
  /// @param shape class of the style sheet that keeps the room the picture needs
  /// @param name the last part of the place
  /// @param score as text
  /// @param reachable whether the full picture can be shown
  /// @param foldUrl if less certain ones begin with it, the search without them; else null
  /// @param alike pictures that hardly differ from it
  public record Tile(
      String id,
      String pageUrl,
      String imageUrl,
      String thumbnailUrl,
      String shape,
      int width,
      int height,
      String name,
      String place,
      String score,
      boolean reachable,
      @Nullable String foldUrl,
      List<Tile> alike) {
    public Tile {
      alike = List.copyOf(alike);
    }
  }
}
