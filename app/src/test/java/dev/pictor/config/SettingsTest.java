package dev.pictor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String URL = "postgres://anna:s3cret@db.example:5432/photos?sslmode=require";

  @TempDir private Path folder;

  private Settings settings(Flags flags, Map<String, String> variables) {
    return Settings.of(flags, new Environment(variables, folder));
  }

  private void dotEnv(String content) throws IOException {
    Files.writeString(folder.resolve(".env"), content);
  }

  @Test
  void defaults_areUnderTheUsersHome() {
    Settings settings = settings(Flags.none(), Map.of("HOME", "/home/anna"));

    assertThat(settings.home()).isEqualTo(Path.of("/home/anna/.local/share/pictor"));
    assertThat(settings.cache()).isEqualTo(Path.of("/home/anna/.cache/pictor"));
    assertThat(settings.collection()).isEqualTo("default");
    assertThat(settings.model()).isNull();
    assertThat(settings.token()).isNull();
    assertThat(settings.roots()).isEmpty();
    assertThat(settings.store())
        .isEqualTo(
            new StoreChoice.Lucene(
                Path.of("/home/anna/.local/share/pictor/lucene"), "DATABASE_URL is not set"));
  }

  @Test
  void folders_followXdgUnlessItIsRelative() {
    Settings settings =
        settings(
            Flags.none(),
            Map.of("HOME", "/home/anna", "XDG_DATA_HOME", "/data", "XDG_CACHE_HOME", "caches"));

    assertThat(settings.home()).isEqualTo(Path.of("/data/pictor"));
    assertThat(settings.cache()).isEqualTo(Path.of("/home/anna/.cache/pictor"));
  }

  @Test
  void folders_ofPictorsOwnVariablesWin() {
    Settings settings =
        settings(
            Flags.none(),
            Map.of("XDG_DATA_HOME", "/data", "PICTOR_HOME", "here", "PICTOR_CACHE", "/there"));

    assertThat(settings.home()).isEqualTo(folder.resolve("here"));
    assertThat(settings.cache()).isEqualTo(Path.of("/there"));
  }

  @Test
  void flag_winsOverEnvironment_winsOverDotEnv() throws IOException {
    dotEnv("PICTOR_COLLECTION=file\nPICTOR_MODEL=file\nPICTOR_TOKEN=file\n");
    Map<String, String> variables =
        Map.of("PICTOR_COLLECTION", "environment", "PICTOR_MODEL", "environment");

    Settings settings = settings(new Flags(null, "flag", null, null, Map.of()), variables);

    assertThat(settings.collection()).isEqualTo("flag");
    assertThat(settings.model()).isEqualTo("environment");
    assertThat(settings.token()).isEqualTo(new Secret("file"));
  }

  @Test
  void variable_setToNothingCountsAsNotSet() throws IOException {
    dotEnv("PICTOR_COLLECTION=file\n");

    assertThat(settings(Flags.none(), Map.of("PICTOR_COLLECTION", "")).collection())
        .isEqualTo("file");
  }

  @Test
  void store_isPostgresqlWhereADatabaseIsNamed() throws IOException {
    dotEnv("DATABASE_URL='" + URL + "'\n");

    assertThat(settings(Flags.none(), Map.of()).store())
        .isEqualTo(
            new StoreChoice.PostgreSql(new Secret(URL), "pictor", "DATABASE_URL is set in .env"));
  }

  @Test
  void store_isTheOneThatIsAskedFor() {
    Map<String, String> both = Map.of("DATABASE_URL", URL, "PICTOR_STORE", "lucene");

    assertThat(settings(Flags.none(), both).store().kind()).isEqualTo(StoreKind.LUCENE);
    assertThat(settings(Flags.none(), both).store().reason())
        .isEqualTo("PICTOR_STORE in the environment");
    assertThat(
            settings(new Flags(StoreKind.POSTGRESQL, null, null, null, Map.of()), both)
                .store()
                .kind())
        .isEqualTo(StoreKind.POSTGRESQL);
  }

  @Test
  void store_thatIsNoneIsRefused() {
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("PICTOR_STORE", "redis")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("PICTOR_STORE is 'redis'; it takes lucene or postgresql.");
  }

  @Test
  void postgresqlWithoutDatabase_saysWhatIsMissing() {
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("PICTOR_STORE", "postgresql")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DATABASE_URL is not set")
        .hasMessageContaining("postgres://user:password@host");
  }

  @Test
  void databaseUrl_isNeverPrinted() {
    Settings settings = settings(Flags.none(), Map.of("DATABASE_URL", URL, "PICTOR_TOKEN", "t0p"));

    assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("t0p");
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("DATABASE_URL", "mysql://a:s3cret@b")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DATABASE_URL in the environment")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void trustedProxies_areSeveral_orRefusedWithTheSettingsName() {
    assertThat(settings(Flags.none(), Map.of("PICTOR_TRUSTED_PROXIES", "127.0.0.1,fd00::/8")))
        .extracting(Settings::trustedProxies)
        .isEqualTo(List.of(Network.parse("127.0.0.1", ""), Network.parse("fd00::/8", "")));
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("PICTOR_TRUSTED_PROXIES", "nginx")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_TRUSTED_PROXIES has 'nginx'");
  }

  @Test
  void schema_isANameOnly() {
    Map<String, String> variables =
        Map.of("DATABASE_URL", URL, "PICTOR_DATABASE_SCHEMA", "x\"; drop");

    assertThatThrownBy(() -> settings(Flags.none(), variables))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_DATABASE_SCHEMA is 'x\"; drop'");
  }

  @Test
  void collection_thatCannotBeIsRefusedWithTheSettingsName() {
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("PICTOR_COLLECTION", "My Photos")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_COLLECTION")
        .hasMessageContaining("'My Photos'");
  }

  @Test
  void roots_addUpAndTheFlagWins() {
    Settings settings =
        settings(
            new Flags(null, null, null, null, Map.of("trips", Path.of("elsewhere"))),
            Map.of("PICTOR_ROOTS", "trips=/mnt/trips:home=/mnt/a=b"));

    assertThat(settings.roots())
        .isEqualTo(Map.of("trips", folder.resolve("elsewhere"), "home", Path.of("/mnt/a=b")));
  }

  @Test
  void root_withoutNameIsRefused() {
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("PICTOR_ROOTS", "/mnt/trips")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_ROOTS has '/mnt/trips'; it takes NAME=DIR");
  }

  @Test
  void templates_areOfModels() {
    Settings settings =
        settings(
            Flags.none(),
            Map.of("PICTOR_TEMPLATES", "ViT-B-32=a photo of {}; other = {} = a drawing"));

    assertThat(settings.template("ViT-B-32")).isEqualTo("a photo of {}");
    assertThat(settings.template("other")).isEqualTo("{} = a drawing");
    assertThat(settings.template("sketchbook")).isEqualTo("{}");
    assertThat(settings.withTemplate("ViT-B-32", "{}.").template("ViT-B-32")).isEqualTo("{}.");
    assertThat(settings.withModel("x").template("other")).isEqualTo("{} = a drawing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a photo of {}|in the environment has 'a photo of {}'; it takes MODEL=TEMPLATE",
        "m=a photo|in the environment is 'a photo'; it takes a text with one {} in it",
        "m={} {}|in the environment is '{} {}'; it takes a text with one {} in it"
      })
  void templates_thatAreNone_areRefused(String value, String message) {
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("PICTOR_TEMPLATES", value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_TEMPLATES " + message);
  }

  @Test
  void recentQueries_areKeptUnlessTurnedOff() {
    assertThat(settings(Flags.none(), Map.of()).keepsRecent()).isTrue();
    assertThat(settings(Flags.none(), Map.of("PICTOR_RECENT", "On")).keepsRecent()).isTrue();
    assertThat(settings(Flags.none(), Map.of("PICTOR_RECENT", "off")).keepsRecent()).isFalse();
    assertThatThrownBy(() -> settings(Flags.none(), Map.of("PICTOR_RECENT", "no")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("PICTOR_RECENT in the environment is 'no'; it takes on or off.");
  }

  @Test
  void unknownSetting_inDotEnvIsRefused() throws IOException {
    dotEnv("PICTOR_COLECTION=x\n");

    assertThatThrownBy(() -> settings(Flags.none(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PICTOR_COLECTION in .env is no setting")
        .hasMessageContaining("PICTOR_COLLECTION");
  }

  @Test
  void unknownVariable_ofTheEnvironmentIsLeftAlone() {
    assertThat(settings(Flags.none(), Map.of("PICTOR_PORT", "tcp://10.0.0.1:80")).collection())
        .isEqualTo("default");
  }
}
