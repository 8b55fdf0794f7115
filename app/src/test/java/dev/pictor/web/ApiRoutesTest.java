package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApiRoutesTest extends VisitingTest {
  @Override
  ServedPictures make() throws IOException {
    return ServedPictures.withoutAny(folder);
  }

  @Test
  void page_showsEveryOperationParameterAndSchema_withoutScriptsOrStylesOfItsOwn() {
    ApiDocument document = ApiDocument.read();

    HttpResponse<String> page = client.get("/api/docs");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    for (ApiDocument.Operation operation : document.operations()) {
      assertThat(page.body())
          .contains("id=\"" + operation.id() + "\"")
          .contains(operation.method() + " " + operation.path())
          .contains(operation.json().get("summary").stringValue());
    }
    for (var schema : document.root.at("/components/schemas").properties()) {
      assertThat(page.body()).contains("id=\"" + schema.getKey() + "\"");
      for (var field : schema.getValue().get("properties").properties()) {
        assertThat(page.body()).contains("<code>" + field.getKey() + "</code>");
      }
    }
    assertThat(page.body())
        .contains("<code>If-None-Match</code>", "integer, 1 to 500 (100)", "list of")
        .doesNotContain("style=", "<script>", "`");
  }

  @Test
  void everyPage_leadsThere() {
    assertThat(client.get("/").body()).contains("href=\"/api/docs\"");
  }

  @Test
  void links_onThePageLeadToWhatIsThere() {
    String page = client.get("/api/docs").body();

    Pattern.compile("href=\"#([^\"]+)\"")
        .matcher(page)
        .results()
        .map(link -> link.group(1))
        .filter(anchor -> !anchor.equals("results"))
        .forEach(anchor -> assertThat(page).contains("id=\"" + anchor + "\""));
  }

  @Test
  void requestId_isTheClientsWhereItIsHarmless() {
    assertThat(id("X-Request-Id", "import-42.a_B")).isEqualTo("import-42.a_B");
    String made = id();
    assertThat(made).matches("[0-9a-f-]{36}").isNotEqualTo(id());
    for (String bad : new String[] {"<script>", "a b", "a".repeat(65), "é"}) {
      assertThat(id("X-Request-Id", bad)).matches("[0-9a-f-]{36}");
    }
    assertThat(client.raw("GET / HTTP/1.1", "Host: a<b")).contains("X-Request-Id: ");
  }

  private String id(String... headers) {
    return client.get("/nothing", headers).headers().firstValue("X-Request-Id").orElseThrow();
  }
}
