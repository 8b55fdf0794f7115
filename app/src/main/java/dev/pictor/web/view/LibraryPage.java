package dev.pictor.web.view;

import dev.pictor.web.view.Home.ModelNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Pictor has and keeps: the collection that is served, its folders, albums, model and room.
///
/// @param job the last one; null where there was none
/// @param hindrance why no job can be started; null where one can
/// @param trouble why the collection cannot be told of; null where it can. Of what follows only
///     albums and models are there then
/// @param summary of the collection, one line
/// @param failures how many files could not be read; null where all could
/// @param hint about the folders; null where there is nothing to say
/// @param modelNote null where the model needs none
public record LibraryPage(
    @Nullable Job job,
    @Nullable String hindrance,
    @Nullable Trouble trouble,
    String summary,
    @Nullable String lastRun,
    @Nullable String failures,
    List<Folder> folders,
    @Nullable String hint,
    List<Album> albums,
    List<Fact> models,
    @Nullable ModelNote modelNote,
    List<Fact> storage,
    List<Collection> collections) {
  public LibraryPage {
    folders = List.copyOf(folders);
    albums = List.copyOf(albums);
    models = List.copyOf(models);
    storage = List.copyOf(storage);
    collections = List.copyOf(collections);
  }

  /// An index job.
  ///
  /// @param message how it stands
  /// @param eventsUrl where its progress is told
  /// @param cancelUrl null where it has ended
  /// @param found files to be read; 0 while that is not known
  /// @param read of these
  /// @param when it ended; null while it has not
  /// @param isBad whether it failed
  public record Job(
      String message,
      String eventsUrl,
      @Nullable String cancelUrl,
      long found,
      long read,
      @Nullable String when,
      boolean isBad,
      List<String> notes) {
    public Job {
      notes = List.copyOf(notes);
    }
  }

  /// A root.
  ///
  /// @param url of a search in it
  /// @param directory on this machine
  /// @param largest the folders directly below it with most pictures
  /// @param others what is left out of these; null where nothing is
  public record Folder(
      String name,
      String url,
      String directory,
      boolean isReachable,
      String pictures,
      List<SubFolder> largest,
      @Nullable String others) {
    public Folder {
      largest = List.copyOf(largest);
    }
  }

  /// @param url of a search in it
  public record SubFolder(String name, String url, String pictures) {}

  /// A saved search.
  ///
  /// @param covers addresses of small pictures
  public record Album(String name, String query, String url, List<String> covers) {
    public Album {
      covers = List.copyOf(covers);
    }
  }

  /// Another collection in the same place.
  ///
  /// @param detail how many pictures and which model, or why it cannot be read
  public record Collection(String name, String detail) {}

  /// A line of a list of facts.
  public record Fact(String name, String value) {}
}
