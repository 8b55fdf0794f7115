package dev.pictor.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// `Dockerfile`, `compose.yaml` and `.dockerignore`, as far as they can be judged without a
/// container engine; [ContainerLayoutIT] starts what they lay out.
class ContainerFilesTest {
  @Test
  void image_doesNotRunAsRoot() throws IOException {
    assertThat(Dockerfile.read().instructions("USER")).containsExactly("10001:10001");
  }

  @Test
  void image_isServedOnPort3000AndCheckedThere() throws IOException {
    Dockerfile dockerfile = Dockerfile.read();

    assertThat(dockerfile.instructions("EXPOSE")).containsExactly("3000");
    assertThat(dockerfile.instructions("CMD"))
        .containsExactly("[\"serve\", \"--host\", \"0.0.0.0\", \"--port\", \"3000\"]");
    assertThat(dockerfile.instructions("HEALTHCHECK"))
        .singleElement()
        .asString()
        .endsWith("CMD [\"/opt/pictor/scripts/is-alive\", \"3000\"]");
  }

  @Test
  void image_takesModelsAndItsOwnDataFromVolumes() throws IOException {
    assertThat(Dockerfile.read().instructions("VOLUME"))
        .containsExactly("/pictor/data /pictor/models");
  }

  /// Those that `check` installs for the tests, and the decoders that Ubuntu packs by themselves.
  @Test
  void image_hasTheLibrariesThatDecode() throws IOException {
    assertThat(Dockerfile.read().image().instructions("RUN"))
        .filteredOn(run -> run.contains("apt-get install"))
        .singleElement()
        .satisfies(
            run ->
                assertThat(run.split("\\s+"))
                    .contains(
                        "libheif1",
                        "libheif-plugin-libde265",
                        "libheif-plugin-dav1d",
                        "libturbojpeg"));
  }

  @Test
  void everythingCopied_isThereAndLetThrough() throws IOException {
    List<String> letThrough =
        Files.readAllLines(Shell.REPOSITORY.resolve(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();

    List<String> sources =
        Dockerfile.read().copies().stream()
            .filter(copy -> !copy.fromBuild())
            .map(Dockerfile.Copy::source)
            .toList();

    assertThat(sources).isNotEmpty();
    assertThat(sources).allSatisfy(file -> assertThat(Shell.REPOSITORY.resolve(file)).exists());
    assertThat(sources.stream().map(file -> file.split("/")[0])).isSubsetOf(letThrough);
  }

  @Test
  void compose_publishesOnLoopbackOnly() throws IOException {
    List<String> published =
        services().values().stream().flatMap(service -> strings(service, "ports")).toList();

    assertThat(published).hasSize(1).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(strings(service("pictor"), "command"))
        .containsExactly("serve", "--host", "0.0.0.0", "--port", "3000", "--no-auth");
  }

  @Test
  void compose_waitsForAHealthyDatabaseAndTakesItsPasswordFromOutside() throws IOException {
    Map<?, ?> postgres = service("postgres");

    assertThat(postgres.get("image")).isEqualTo("pgvector/pgvector:pg17");
    assertThat(postgres.get("healthcheck")).isInstanceOf(Map.class);
    assertThat(service("pictor").get("depends_on"))
        .isEqualTo(Map.of("postgres", Map.of("condition", "service_healthy")));
    assertThat(map(postgres, "environment").get("POSTGRES_PASSWORD"))
        .asString()
        .startsWith("${POSTGRES_PASSWORD:?");
    assertThat(map(service("pictor"), "environment").get("DATABASE_URL"))
        .asString()
        .matches("postgres://pictor:\\$\\{POSTGRES_PASSWORD:\\?[^}]*}@postgres:5432/pictor");
  }

  @Test
  void compose_givesPicturesAndModelsToReadOnly() throws IOException {
    List<String> mounts =
        strings(service("pictor"), "volumes").filter(mount -> mount.startsWith("$")).toList();

    assertThat(mounts).hasSize(2).allMatch(mount -> mount.endsWith(":ro"));
  }

  private static Map<?, ?> service(String name) throws IOException {
    return Objects.requireNonNull(services().get(name), name);
  }

  private static Map<String, Map<?, ?>> services() throws IOException {
    try (Reader reader = Files.newBufferedReader(Shell.REPOSITORY.resolve("compose.yaml"))) {
      Map<String, Map<String, Map<?, ?>>> compose = new Yaml().load(reader);
      return Objects.requireNonNull(compose.get("services"));
    }
  }

  private static Map<?, ?> map(Map<?, ?> service, String key) {
    return (Map<?, ?>) Objects.requireNonNull(service.get(key), key);
  }

  private static Stream<String> strings(Map<?, ?> service, String key) {
    return service.get(key) instanceof List<?> list
        ? list.stream().map(Object::toString)
        : Stream.of();
  }
}
