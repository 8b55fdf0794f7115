package dev.pictor.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.store.StoreException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(strings = {"postgres://", "postgresql://", "jdbc:postgresql://"})
  void parse_readsWhatManagedServicesPrint(String scheme) {
    DatabaseUrl url =
        DatabaseUrl.parse(
            scheme + "avnadmin:s3cret@pg-1.example.com:28473/defaultdb?sslmode=require");

    assertThat(url)
        .isEqualTo(
            new DatabaseUrl(
                "pg-1.example.com",
                28473,
                "defaultdb",
                "avnadmin",
                "s3cret",
                Map.of("sslmode", "require")));
    assertThat(url.location()).isEqualTo("pg-1.example.com:28473/defaultdb");
  }

  @Test
  void parse_decodesUserPasswordAndDatabase() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://j%40ne:p%40s%2Fs%3A%25+w@host/my%20db");

    assertThat(url.user()).isEqualTo("j@ne");
    assertThat(url.password()).isEqualTo("p@s/s:%+w");
    assertThat(url.database()).isEqualTo("my db");
  }

  @Test
  void parse_takesPasswordsWithUnescapedSigns() {
    assertThat(DatabaseUrl.parse("postgres://u:a@b:c@host/db").password()).isEqualTo("a@b:c");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://u:p@host/db, host, 5432, db",
    "postgres://u:p@host:/db, host, 5432, db",
    "postgres://u@host, host, 5432, u",
    "postgres:///db, localhost, 5432, db",
    "postgres://u:p@[2001:db8::1]:6000/db, [2001:db8::1], 6000, db",
    "postgres://u:p@[::1]/db, [::1], 5432, db",
    "' postgres://u:p@host/db ', host, 5432, db",
  })
  void parse_fillsInWhatIsLeftOut(String text, String host, int port, String database) {
    DatabaseUrl url = DatabaseUrl.parse(text);

    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.database()).isEqualTo(database);
  }

  @Test
  void parse_takesUserAndPasswordAsParameters() {
    DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://host/db?user=u&password=p%26q&ssl=true");

    assertThat(url.user()).isEqualTo("u");
    assertThat(url.password()).isEqualTo("p&q");
    assertThat(url.properties()).isEqualTo(Map.of("ssl", "true"));
  }

  @Test
  void dataSource_hasTheParametersUnderTheDriversNames() throws Exception {
    PGSimpleDataSource source =
        DatabaseUrl.parse(
                "postgres://u:p@[::1]:6000/db?sslmode=verify-full&sslrootcert=system"
                    + "&connect_timeout=7&channel_binding=require&application_name=mine")
            .dataSource(9);

    assertThat(source.getServerNames()).containsExactly("[::1]");
    assertThat(source.getPortNumbers()).containsExactly(6000);
    assertThat(source.getSslMode()).isEqualTo("verify-full");
    assertThat(source.getSslfactory()).endsWith("DefaultJavaSSLFactory");
    assertThat(source.getConnectTimeout()).isEqualTo(7);
    assertThat(source.getChannelBinding()).isEqualTo("require");
    assertThat(source.getApplicationName()).isEqualTo("mine");
    assertThat(source.getSocketTimeout()).isEqualTo(9);
    assertThat(source.getPassword()).isEqualTo("p");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://bob:s3cret@host/db, is not the URL",
    "bob:s3cret@host/db, is not the URL",
    "postgres://bob:s3cret@host:70000/db, 70000",
    "postgres://bob:s3cret@host:0/db, port",
    "postgres://bob:s3cret@host:54x2/db, host and port",
    "postgres://bob:s3/cret@host/db, %2F",
    "postgres://bob:3/s3cret@host/db, %2F",
    "postgres://bob:s3cret%@host/db, password",
    "postgres://bob:s3cret%zz@host/db, password",
    "postgres://:@host, no database",
    "postgres://bob:s3cret@host/db?sslmode=yes, sslmode=yes",
    "postgres://bob:s3cret@host/db?colour=blue, colour",
    "postgres://bob:s3cret@host/db?sslmode, without '=",
    "postgres:///db?host=/var/run/postgresql, Unix socket",
    "'postgres://bob:s3cret@a,b/db', several hosts",
  })
  void parse_namesWhatIsWrongWithoutUserAndPassword(String text, String problem) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text).dataSource(1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("DATABASE_URL")
        .hasMessageContaining(problem)
        .satisfies(
            e -> {
              assertThat(e.getMessage()).doesNotContain("s3").doesNotContain("bob");
              assertThat(e).hasNoCause();
            });
  }

  @Test
  void toString_showsNeitherUserNorPassword() {
    DatabaseUrl url = DatabaseUrl.parse("postgres://bob:s3cret@host/db?sslpassword=s3cret");

    assertThat(url.toString() + url.location()).doesNotContain("bob").doesNotContain("s3cret");
  }
}
