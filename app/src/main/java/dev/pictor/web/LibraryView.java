package dev.pictor.web;

import dev.pictor.jobs.IndexJob;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.JobStatus;
import dev.pictor.jobs.RootFolder;
import dev.pictor.model.ModelState;
import dev.pictor.model.Size;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.LastRun;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.StoreSizes;
import dev.pictor.store.UnreadableCollection;
import dev.pictor.web.view.LibraryPage;
import dev.pictor.web.view.LibraryPage.Album;
import dev.pictor.web.view.LibraryPage.Collection;
import dev.pictor.web.view.LibraryPage.Fact;
import dev.pictor.web.view.LibraryPage.Folder;
import dev.pictor.web.view.LibraryPage.Job;
import dev.pictor.web.view.LibraryPage.SubFolder;
import dev.pictor.web.view.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Puts what is known of the collection into words.
final class LibraryView {
  /// So many of the storage's other collections are told.
  private static final int MOST_OTHERS = 50;

  private static final int FINGERPRINT = 12;
  private static final int RETRY_SECONDS = 5;

  private final Gallery gallery;
  private final Searcher searcher;
  private final Remembered remembered;
  private final TopFolders topFolders = new TopFolders();

  LibraryView(Gallery gallery, Searcher searcher, Remembered remembered) {
    this.gallery = gallery;
    this.searcher = searcher;
    this.remembered = remembered;
  }

  /// @param hindrance why no job can be started
  LibraryPage of(PictureStore store, @Nullable IndexJob job, @Nullable String hindrance) {
    StoreCounts counts = store.counts();
    ModelIdentity model = store.info().model();
    return new LibraryPage(
        job == null ? null : job(job),
        hindrance,
        null,
        "%s in %s of collection “%s”"
            .formatted(
                Texts.count(counts.pictures(), "picture", "pictures"),
                Texts.count(counts.files(), "file", "files"),
                store.info().name()),
        store.lastRun().map(LibraryView::lastRun).orElse(null),
        FailureRoutes.note(counts.failed()),
        folders(store),
        counts.files() > TopFolders.MOST_FILES
            ? "With more than %,d files the folders below are not counted."
                .formatted(TopFolders.MOST_FILES)
            : null,
        albums(),
        models(model),
        Introduction.of(model).modelNote(),
        storage(store.sizes()),
        others());
  }

  /// Where the collection cannot be told of.
  LibraryPage without(Problem problem, @Nullable IndexJob job) {
    return new LibraryPage(
        job == null ? null : job(job),
        null,
        new Trouble(problem.title(), problem.detail(), problem.command(), null, RETRY_SECONDS),
        "",
        null,
        null,
        List.of(),
        null,
        albums(),
        List.of(loaded()),
        null,
        List.of(),
        List.of());
  }

  private static Job job(IndexJob job) {
    JobStatus status = job.status();
    return new Job(
        JobTexts.message(status),
        JobRoutes.eventsUrl(job),
        status.state().isEnd() ? null : "/library/jobs/" + job.id() + "/cancel",
        status.counts().foundAll() ? status.counts().found() : 0,
        status.counts().read(),
        status.endedAt() == null ? null : Texts.time(status.endedAt()),
        status.state() == JobState.FAILED,
        status.notes());
  }

  private static String lastRun(LastRun run) {
    String state =
        switch (run.state()) {
          case UNDER_WAY ->
              "Folders are being indexed since %s".formatted(Texts.time(run.beganAt()));
          case FINISHED -> "Last indexed %s".formatted(Texts.time(run.lastAt()));
          case INTERRUPTED -> "Last indexed %s, not to the end".formatted(Texts.time(run.lastAt()));
          case BROKEN_OFF -> "Last indexed %s, and broken off".formatted(Texts.time(run.lastAt()));
        };
    return "%s: %s, %,d read."
        .formatted(
            state,
            Texts.count(run.counts().added(), "new picture", "new pictures"),
            run.counts().read());
  }

  private List<Folder> folders(PictureStore store) {
    Map<String, TopFolders.InRoot> counted = new HashMap<>();
    topFolders.of(store).forEach(root -> counted.put(root.root(), root));
    return RootFolder.of(store.roots(), gallery.rootOverrides()).stream()
        .map(folder -> folder(folder, counted.get(folder.name())))
        .toList();
  }

  private static Folder folder(RootFolder folder, TopFolders.@Nullable InRoot counted) {
    TopFolders.InRoot known =
        counted == null ? new TopFolders.InRoot(folder.name(), 0, List.of(), 0) : counted;
    return new Folder(
        folder.name(),
        folderUrl(folder.name()),
        folder.directory(),
        folder.isReachable(),
        Texts.count(known.pictures(), "picture", "pictures"),
        known.largest().stream()
            .map(
                top ->
                    new SubFolder(
                        top.name(),
                        folderUrl(folder.name() + "/" + top.name()),
                        "%,d".formatted(top.pictures())))
            .toList(),
        known.others() == 0
            ? null
            : "and %s".formatted(Texts.count(known.others(), "smaller one", "smaller ones")));
  }

  private static String folderUrl(String path) {
    return SearchRoutes.searchUrl(
        "folder:\"%s\"".formatted(path.replace("\\", "\\\\").replace("\"", "\\\"")));
  }

  private List<Album> albums() {
    return remembered.albums().stream()
        .map(
            album ->
                new Album(
                    album.name(), album.query(), album.url(), AlbumRoutes.coverUrls(album.name())))
        .toList();
  }

  private List<Fact> models(ModelIdentity model) {
    return List.of(
        new Fact("Of the collection", model.name()),
        new Fact("Fingerprint", model.fingerprint().substring(0, FINGERPRINT) + "…"),
        new Fact("Dimensions", Integer.toString(model.dimension())),
        new Fact("Precision", model.precision()),
        new Fact("Preprocessing", model.preprocessing()),
        loaded());
  }

  private Fact loaded() {
    return new Fact(
        "Loaded",
        switch (searcher.modelState()) {
          case ModelState.Ready(var name, var clip) ->
              "%s (%s…, %s)"
                  .formatted(
                      name, clip.fingerprint().substring(0, FINGERPRINT), clip.precision().label());
          case ModelState.Loading(var name) -> name + " is loading.";
          case ModelState.Failed(var name, var reason) ->
              "%s cannot be used: %s".formatted(name, reason);
        });
  }

  private List<Fact> storage(StoreSizes sizes) {
    Storage storage = gallery.storage();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Store", storage.kind()));
    facts.add(new Fact("Place", storage.location()));
    facts.add(new Fact("Vectors", Size.text(sizes.vectorBytes())));
    if (sizes.vectorIndexBytes() instanceof Long bytes) {
      facts.add(new Fact("Their index", Size.text(bytes)));
    }
    if (sizes.thumbnailBytes() instanceof Long bytes) {
      facts.add(new Fact("Thumbnails", Size.text(bytes)));
    }
    facts.add(
        new Fact(
            "All on the disk",
            Size.text(sizes.diskBytes())
                + (sizes.isShared() ? ", other collections too" : ", thumbnails too")));
    OptionalLong free = storage.freeBytes();
    if (free.isPresent()) {
      facts.add(new Fact("Free there", Size.text(free.getAsLong())));
    }
    return facts;
  }

  private List<Collection> others() {
    Storage storage = gallery.storage();
    List<Collection> others = new ArrayList<>();
    storage.collections().stream()
        .map(CollectionInfo::name)
        .filter(name -> !name.equals(gallery.collection()))
        .limit(MOST_OTHERS)
        .forEach(name -> others.add(other(storage, name)));
    for (UnreadableCollection damaged : storage.unreadable()) {
      others.add(new Collection(damaged.name(), damaged.reason()));
    }
    return others;
  }

  private static Collection other(Storage storage, String name) {
    try (PictureStore store = storage.openToRead(name).orElse(null)) {
      return new Collection(
          name,
          store == null
              ? "It was removed just now."
              : "%s, model %s. %s"
                  .formatted(
                      Texts.count(store.counts().pictures(), "picture", "pictures"),
                      store.info().model().name(),
                      store.lastRun().map(LibraryView::lastRun).orElse("")));
    } catch (StoreException e) {
      return new Collection(name, String.valueOf(e.getMessage()));
    }
  }
}
