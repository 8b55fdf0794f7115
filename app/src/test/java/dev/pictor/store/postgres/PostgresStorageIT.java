package dev.pictor.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.store.Change;
import dev.pictor.store.Filter;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several programs at one database, and databases that go away.
final class PostgresStorageIT {
  /// As many rounds in the long run of `./check`.
  private static final int MORE = Boolean.getBoolean("pictor.long") ? 20 : 1;

  private static final ModelIdentity MODEL = Samples.model("model", 'a', 64);

  private TestDatabase database;
  private DatabaseUrl url;

  @BeforeEach
  void open() {
    database = TestDatabase.open();
    url = DatabaseUrl.parse(database.url());
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  private String urlWith(String user, String password, int port, String name) {
    return "postgres://%s:%s@%s:%d/%s?application_name=%s"
        .formatted(user, password, url.host(), port, name, database.schema());
  }

  private String urlWithPort(int port) {
    return urlWith(
        String.valueOf(url.user()), String.valueOf(url.password()), port, url.database());
  }

  @Test
  void apply_byTwoProgramsAtOnceSucceedsForBoth() throws Exception {
    try (PostgresStorage one = PostgresStorage.open(database.url(), database.schema());
        PostgresStorage two = PostgresStorage.open(database.url(), database.schema())) {
      List<Callable<Void>> writers = new ArrayList<>();
      for (PostgresStorage storage : List.of(one, two)) {
        String folder = storage == one ? "one/" : "two/";
        PictureStore store = storage.openToWrite("default", MODEL);
        writers.add(
            () -> {
              for (int round = 0; round < 30 * MORE; round++) {
                List<Change> batch = new ArrayList<>();
                for (int n = 0; n < 10; n++) {
                  // Each picture again and again, in opposite orders, with and without a place.
                  int number = storage == one ? n : 9 - n;
                  batch.add(Samples.put(number, folder + number + ".jpg", MODEL));
                  if (round % 2 == 1) {
                    batch.add(new Change.RemoveFile(Samples.place(folder + number + ".jpg")));
                  }
                }
                batch.add(Samples.put(100 + round, folder + "keep" + round + ".jpg", MODEL));
                store.apply(batch);
              }
              return null;
            });
      }

      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Void> writer : threads.invokeAll(writers)) {
          writer.get();
        }
      }

      PictureStore reader = one.openToRead("default").orElseThrow();
      assertThat(reader.counts()).isEqualTo(new StoreCounts(30 * MORE, 60 * MORE, 0));
      assertThat(reader.nearest(Samples.embedding(1, MODEL), Filter.all(), 1_000).hits())
          .hasSize(30 * MORE)
          .allSatisfy(hit -> assertThat(hit.places()).hasSize(2));
    }
  }

  @Test
  void apply_neverLosesAPlaceToAProgramThatRemovesItsOwn() throws Exception {
    try (PostgresStorage one = PostgresStorage.open(database.url(), database.schema());
        PostgresStorage two = PostgresStorage.open(database.url(), database.schema())) {
      List<Callable<Void>> writers = new ArrayList<>();
      for (PostgresStorage storage : List.of(one, two)) {
        String path = storage == one ? "one.jpg" : "two.jpg";
        PictureStore store = storage.openToWrite("default", MODEL);
        writers.add(
            () -> {
              for (int round = 0; round < 150 * MORE; round++) {
                store.apply(List.of(Samples.put(1, path, MODEL)));
                assertThat(store.find(Samples.picture(1).id()).orElseThrow().places())
                    .contains(Samples.place(path));
                store.apply(List.of(new Change.RemoveFile(Samples.place(path))));
              }
              return null;
            });
      }

      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Void> writer : threads.invokeAll(writers)) {
          writer.get();
        }
      }

      assertThat(one.openToRead("default").orElseThrow().counts())
          .isEqualTo(new StoreCounts(0, 0, 0));
    }
  }

  @Test
  void connectionsThatTheServerEnds_areReplaced() {
    try (PostgresStorage storage =
        PostgresStorage.open(urlWithPort(url.port()), database.schema())) {
      PictureStore store = storage.openToWrite("default", MODEL);
      for (int round = 0; round < 5 * MORE; round++) {
        assertThat(
                database.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '%s'"
                        .formatted(database.schema())))
            .contains("t");

        store.apply(List.of(Samples.put(round, round + ".jpg", MODEL)));
        assertThat(store.counts()).isEqualTo(new StoreCounts(round + 1, round + 1, 0));
      }
    }
  }

  @Test
  void aDatabaseThatGoesAway_isNamedAndUsedAgainWhenItIsBack() throws Exception {
    try (Relay relay = new Relay(url.host(), url.port());
        PostgresStorage storage =
            PostgresStorage.open(urlWithPort(relay.port()), database.schema())) {
      PictureStore store = storage.openToWrite("default", MODEL);
      store.apply(List.of(Samples.put(1, "1.jpg", MODEL)));

      relay.cut();
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(store::counts)
            .isInstanceOf(StoreException.class)
            .hasMessageContaining(url.host() + ":" + relay.port() + "/" + url.database())
            .hasMessageContaining("cannot be reached")
            .satisfies(this::hidesLogin);
      }
      relay.restore();

      assertThat(store.counts()).isEqualTo(new StoreCounts(1, 1, 0));
      store.apply(List.of(Samples.put(2, "2.jpg", MODEL)));
      assertThat(store.counts()).isEqualTo(new StoreCounts(2, 2, 0));
    }
  }

  @Test
  void open_namesADatabaseThatIsDown() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    long start = System.nanoTime();

    assertThatThrownBy(() -> PostgresStorage.open(urlWithPort(free), database.schema()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(url.host() + ":" + free + "/" + url.database())
        .hasMessageContaining("Check that it runs")
        .satisfies(this::hidesLogin);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void open_hidesTheLoginThatTheServerRefuses() {
    String wrong = urlWith("nobody-by-name", "s3cret", url.port(), url.database());

    assertThatThrownBy(() -> PostgresStorage.open(wrong, database.schema()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("refuses the login")
        .hasMessageNotContaining("nobody-by-name")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void open_namesADatabaseThatDoesNotExist() {
    String wrong =
        urlWith(
            String.valueOf(url.user()), String.valueOf(url.password()), url.port(), "no_such_db");

    assertThatThrownBy(() -> PostgresStorage.open(wrong, database.schema()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no database 'no_such_db'")
        .satisfies(this::hidesLogin);
  }

  @Test
  void apply_toACollectionThatWasRemovedSaysSo() {
    try (PostgresStorage storage = PostgresStorage.open(database.url(), database.schema())) {
      PictureStore store = storage.openToWrite("default", MODEL);
      storage.drop("default");

      assertThatThrownBy(() -> store.apply(List.of(Samples.put(1, "1.jpg", MODEL))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("removed");
    }
  }

  private void hidesLogin(Throwable error) {
    assertThat(error.getMessage()).doesNotContain(String.valueOf(url.password()));
    assertThat(error.getMessage()).doesNotContain("\"" + url.user() + "\"");
  }
}
