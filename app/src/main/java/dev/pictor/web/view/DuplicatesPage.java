package dev.pictor.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the collection holds more than once.
///
/// @param summary how it stands, one line
/// @param detail more about it; null where there is nothing to say
/// @param running null unless pictures are being compared
/// @param button what to begin with; null while that is under way
/// @param groups of this page
/// @param previousUrl null on the first page
/// @param nextUrl null on the last page
public record DuplicatesPage(
    String summary,
    @Nullable String detail,
    @Nullable Running running,
    @Nullable String button,
    List<Group> groups,
    @Nullable String previousUrl,
    @Nullable String nextUrl) {
  public DuplicatesPage {
    groups = List.copyOf(groups);
  }

  /// @param pictures how many are compared; 0 while that is not known
  public record Running(long compared, long pictures) {}

  /// Files of one picture, or pictures that hardly differ.
  public record Group(String title, List<Member> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  /// A picture.
  ///
  /// @param shape class of the style sheet that keeps the room the picture needs
  /// @param name of its first file
  /// @param detail its size
  /// @param places where it lies
  /// @param more places that are left out; null where none are
  public record Member(
      String pageUrl,
      String thumbnailUrl,
      String shape,
      int width,
      int height,
      String name,
      String detail,
      List<String> places,
      @Nullable String more) {
    public Member {
      places = List.copyOf(places);
    }
  }
}
