package dev.pictor.web;

import dev.pictor.duplicates.Duplicates;
import dev.pictor.jobs.DuplicatesRun.State;
import dev.pictor.model.Size;
import dev.pictor.picture.Picture;
import dev.pictor.picture.Place;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoredPicture;
import dev.pictor.web.view.DuplicatesPage;
import dev.pictor.web.view.DuplicatesPage.Group;
import dev.pictor.web.view.DuplicatesPage.Member;
import dev.pictor.web.view.DuplicatesPage.Running;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts what is there more than once into words and tiles.
final class DuplicatesView {
  private static final int GROUPS = 20;
  private static final int PLACES = 8;
  private static final int MEMBERS = 50;

  private DuplicatesView() {}

  /// @param counts of the collection as it is now
  /// @param from how many groups to pass over
  static DuplicatesPage of(State state, StoreCounts counts, int from) {
    return switch (state) {
      case State.None() ->
          plain(
              "Nobody has looked for duplicates yet",
              "Every picture is compared with every other. Nothing is deleted.",
              "Look for duplicates");
      case State.Running(var compared, var pictures) ->
          new DuplicatesPage(
              pictures == 0
                  ? "Reading the collection"
                  : "%,d of %s compared"
                      .formatted(compared.get(), Texts.count(pictures, "picture", "pictures")),
              null,
              new Running(compared.get(), pictures),
              null,
              List.of(),
              null,
              null);
      case State.TooMany(var pictures) ->
          plain(
              "These are too many pictures to compare beside searching",
              "There is not enough memory for %,d of them. In a terminal there may be: pictor duplicates"
                  .formatted(pictures),
              "Try again");
      case State.Failed(var reason) ->
          plain("The pictures could not be compared", reason, "Try again");
      case State.Found found -> found(found, counts, from);
    };
  }

  private static DuplicatesPage plain(String summary, String detail, String button) {
    return new DuplicatesPage(summary, detail, null, button, List.of(), null, null);
  }

  private static DuplicatesPage found(State.Found found, StoreCounts counts, int from) {
    Duplicates duplicates = found.duplicates();
    int all = duplicates.copies().size() + duplicates.lookAlikes().size();
    int first = Math.min(from, all);
    return new DuplicatesPage(
        "%s more than one file; %s of pictures that hardly differ"
            .formatted(
                Texts.count(duplicates.copies().size(), "picture has", "pictures have"),
                Texts.count(duplicates.lookAlikes().size(), "group", "groups")),
        detail(found, counts),
        null,
        "Look again",
        Stream.concat(
                duplicates.copies().stream().map(DuplicatesView::copies),
                duplicates.lookAlikes().stream().map(DuplicatesView::lookAlikes))
            .skip(first)
            .limit(GROUPS)
            .toList(),
        first == 0 ? null : url(Math.max(0, first - GROUPS)),
        first + GROUPS >= all ? null : url(first + GROUPS));
  }

  private static String url(int from) {
    return DuplicatesRoutes.URL + (from == 0 ? "" : "?from=" + from);
  }

  private static String detail(State.Found found, StoreCounts counts) {
    long spare = found.duplicates().copies().stream().mapToLong(Duplicates::spareBytes).sum();
    String saving = spare == 0 ? "" : "%s could be spared. ".formatted(Size.text(spare));
    String alike =
        found.alike() > 1
            ? "With so few pictures it cannot be told which hardly differ. "
            : String.format(
                Locale.ROOT,
                "Alike are pictures with a cosine similarity of %.4f or more. ",
                found.alike());
    String age =
        counts.equals(found.counts())
            ? "Compared %s.".formatted(Texts.time(found.at()))
            : "Compared %s; the collection has changed since.".formatted(Texts.time(found.at()));
    return saving + alike + age;
  }

  private static Group copies(StoredPicture stored) {
    return new Group(
        "%s that are the same to the bit, %s could be spared"
            .formatted(
                Texts.count(stored.places().size(), "file", "files"),
                Size.text(Duplicates.spareBytes(stored))),
        List.of(member(stored, PLACES)));
  }

  private static Group lookAlikes(List<StoredPicture> group) {
    return new Group(
        "%s that hardly differ%s"
            .formatted(
                Texts.count(group.size(), "picture", "pictures"),
                group.size() > MEMBERS ? "; these are the largest %d".formatted(MEMBERS) : ""),
        group.stream().limit(MEMBERS).map(stored -> member(stored, 1)).toList());
  }

  private static Member member(StoredPicture stored, int places) {
    Picture picture = stored.picture();
    String url = PictureRoutes.url(picture.id());
    return new Member(
        url,
        url + "/thumbnail",
        ResultsView.shape(picture.width(), picture.height()),
        picture.width(),
        picture.height(),
        Texts.fileName(stored.places().getFirst().path()),
        "%,d × %,d, %s"
            .formatted(picture.width(), picture.height(), Size.text(picture.sizeBytes())),
        stored.places().stream().limit(places).map(Place::toString).toList(),
        more(stored.places().size() - places));
  }

  private static @Nullable String more(int left) {
    return left <= 0 ? null : "and %,d more".formatted(left);
  }
}
