package dev.pictor.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search found.
///
/// @param status how many for what
/// @param hint what to know about them; null where all is as it should be
/// @param savable the query, where it can be saved; else null
/// @param tiles best first
/// @param moreUrl what comes behind them; null where nothing does
public record Results(
    String status,
    @Nullable String hint,
    @Nullable String savable,
    List<Tile> tiles,
    @Nullable String moreUrl) {
  public Results {
    tiles = List.copyOf(tiles);
  }

  /// Without what comes behind them, and not to be saved.
  public Results ending() {
    return new Results(status, hint, null, tiles, null);
  }

  /// A picture found.
  ///
  /// @param shape class of the style sheet that keeps the room the picture needs
  /// @param name the last part of the place
  /// @param score as text
  /// @param reachable whether the full picture can be shown
  /// @param divided whether less certain ones begin with it
  /// @param alike pictures that hardly differ from it
  public record Tile(
      String pageUrl,
      String thumbnailUrl,
      String shape,
      int width,
      int height,
      String name,
      String place,
      String score,
      boolean reachable,
      boolean divided,
      List<Tile> alike) {
    public Tile {
      alike = List.copyOf(alike);
    }
  }
}
