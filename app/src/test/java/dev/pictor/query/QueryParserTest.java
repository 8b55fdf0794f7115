package dev.pictor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.picture.GeoPoint;
import dev.pictor.picture.PictureId;
import dev.pictor.picture.Root;
import dev.pictor.picture.TakenAt;
import dev.pictor.store.Filter;
import dev.pictor.store.Filter.And;
import dev.pictor.store.Filter.FormatIs;
import dev.pictor.store.Filter.HasKeyword;
import dev.pictor.store.Filter.Not;
import dev.pictor.store.Filter.Or;
import dev.pictor.store.Filter.RatingBetween;
import dev.pictor.store.Filter.TakenBetween;
import dev.pictor.store.Filter.WidthBetween;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryParserTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final List<Root> ROOTS =
      List.of(new Root("Photos", "/home/me/Photos"), new Root("Scans", "/mnt/Scans"));

  private static final Filter PNG = new FormatIs("png");
  private static final Filter GIF = new FormatIs("gif");
  private static final Filter STARS = new RatingBetween(4, 5);

  private static ParsedQuery parse(String query) {
    return QueryParser.parse(query, ROOTS, QueryParser.Source.TERMINAL);
  }

  private static Filter filter(String query) {
    return parse(query).filter();
  }

  private static Term words(double weight, String text) {
    return new Term(new Term.Words(text), weight);
  }

  private static QuerySyntaxException failure(String query) {
    QuerySyntaxException failure =
        catchThrowableOfType(QuerySyntaxException.class, () -> parse(query));
    assertThat(failure).as(query).isNotNull();
    return failure;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "man jumping",
        "t-shirt",
        "cat and dog",
        "not a cat",
        "(night)",
        "(a dog) at night",
        "black+white",
        "12:30",
        "http://example.org/a-b",
        "5\" nails",
        "2 * 3",
        "2*",
        "猫 и собака 🐈",
        "C++",
        "\"red car",
        "\"><img src=x onerror=alert(3)>",
        "() ) (",
        "*",
        ":",
        "sort :",
        "O'Brien's\"dog"
      })
  void ordinaryWords_areOnePrompt(String text) {
    ParsedQuery query = parse(text);
    assertThat(query.terms()).containsExactly(words(1, text));
    assertThat(query.filter()).isEqualTo(Filter.all());
    assertThat(query.order()).isEqualTo(Order.RELEVANCE);
    assertThat(query.hints()).isEmpty();
  }

  @Test
  void operatorsBetweenBlanks_beginTerms() {
    assertThat(parse("2*dog + sunset - people").terms())
        .containsExactly(words(2, "dog"), words(1, "sunset"), words(-1, "people"));
    assertThat(parse("red car - 0.5*road at night").terms())
        .containsExactly(words(1, "red car"), words(-0.5, "road at night"));
  }

  @Test
  void leadingMinus_beginsATerm() {
    assertThat(parse("sunset -people").terms())
        .containsExactly(words(1, "sunset"), words(-1, "people"));
    assertThat(parse("-people").terms()).containsExactly(words(-1, "people"));
    assertThat(parse("- people").terms()).containsExactly(words(-1, "people"));
    assertThat(parse("-2*people").terms()).containsExactly(words(-2, "people"));
  }

  @Test
  void quotes_protect() {
    assertThat(parse("\"salt - pepper\"").terms()).containsExactly(words(1, "salt - pepper"));
    assertThat(parse("\"type:png\" dog").terms()).containsExactly(words(1, "type:png dog"));
    assertThat(parse("2*\"a + b\" c").terms()).containsExactly(words(2, "a + b c"));
    assertThat(parse("\"-\" dog").terms()).containsExactly(words(1, "- dog"));
    assertThat(parse("\"say \\\"hi\\\" \\\\\"").terms()).containsExactly(words(1, "say \"hi\" \\"));
    assertThat(parse("\"\" \"  \"").terms()).isEmpty();
  }

  @Test
  void blank_meansEveryPicture() {
    assertThat(parse(" \t "))
        .isEqualTo(new ParsedQuery(List.of(), Filter.all(), List.of(), Order.NEWEST, List.of()));
  }

  @Test
  void filters_areToldAsTheyWereTyped() {
    assertThat(parse("dog taken:2024 (type:png OR type:gif) - cat -rating:5").filterTexts())
        .containsExactly("taken:2024", "(type:png OR type:gif)", "-rating:5");
    assertThat(parse("dog").filterTexts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dog taken:2024 cat | taken:2024 | dog cat",
        "taken:2024 | taken:2024 | ''",
        "a taken:2024 AND type:png b | taken:2024 | a type:png b",
        "a taken:2024 AND type:png b | type:png | a taken:2024 b",
        "taken:2024 NOT (type:png OR type:gif) | NOT (type:png OR type:gif) | taken:2024",
        "a (taken:2024 type:png) AND rating:5 | (taken:2024 type:png) | a rating:5",
        "type:png OR type:gif dog | type:png OR type:gif | dog",
        "keyword:\"New York\" -type:png | keyword:\"New York\" | -type:png",
        "type:png OR type:gif sort:newest taken:2024 | sort:newest | (type:png OR type:gif) taken:2024",
        "id:ID + snow | id:ID | snow",
        "snow - id:ID taken:2024 | - id:ID | snow taken:2024",
        "snow -2*id:ID | -2*id:ID | snow",
        "dog sort:newest taken:2024 | sort:newest | dog taken:2024"
      })
  void part_canBeTakenAway(String query, String part, String rest) {
    String whole = query.replace("ID", ID);
    QueryPart found =
        parse(whole).parts().stream()
            .filter(each -> each.text().equals(part.replace("ID", ID)))
            .findAny()
            .orElseThrow();

    assertThat(whole.substring(found.start(), found.end())).isEqualTo(found.text());
    assertThat(parse(whole).without(found, whole)).isEqualTo(rest.replace("ID", ID));
  }

  @Test
  void everyPart_canBeTakenAwayFromAnyQuery() {
    Random random = new Random(17);
    List<String> words =
        List.of(
            "dog",
            "+",
            "-",
            "id:" + ID,
            "-id:" + ID,
            "(type:png OR type:gif)",
            "taken:2024 AND -rating:5",
            "NOT (width:>9 (height:9))",
            "AND year:2024",
            "OR type:bmp",
            "sort:oldest",
            "\"a b\"",
            "2*snow");
    int tried = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(1, 9); length > 0; length--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      String query = text.toString();
      ParsedQuery parsed;
      try {
        parsed = parse(query);
      } catch (QuerySyntaxException e) {
        continue;
      }
      for (QueryPart part : parsed.parts()) {
        assertThat(parse(parsed.without(part, query)).parts())
            .as(query)
            .hasSize(parsed.parts().size() - 1);
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(500);
  }

  @Test
  void uploads_areTermsOfRequestsOnly() {
    assertThat(QueryParser.parse("dog - upload:" + ID, ROOTS, QueryParser.Source.REQUEST).terms())
        .containsExactly(words(1, "dog"), new Term(new Term.Uploaded(new PictureId(ID)), -1));
    assertThatThrownBy(() -> parse("upload:" + ID)).hasMessageContaining("image:PATH");
    assertThatThrownBy(() -> QueryParser.parse("upload:x", ROOTS, QueryParser.Source.REQUEST))
        .hasMessageContaining("32 digits");
  }

  @Test
  void pictures_areTerms() {
    Term picture = new Term(new Term.Indexed(new PictureId(ID)), 1);
    assertThat(parse("id:" + ID).terms()).containsExactly(picture);
    assertThat(parse("id:" + ID + " at night").terms())
        .containsExactly(picture, words(1, "at night"));
    assertThat(parse("dog - 0.5*id:" + ID.toUpperCase(java.util.Locale.ROOT)).terms())
        .containsExactly(words(1, "dog"), new Term(picture.subject(), -0.5));
    assertThat(parse("-id:" + ID).terms()).containsExactly(new Term(picture.subject(), -1));
    assertThat(parse("image:\"my dog.jpg\" - people").terms())
        .containsExactly(new Term(new Term.ImageFile("my dog.jpg"), 1), words(-1, "people"));
  }

  @Test
  void requests_nameNoFiles() {
    assertThatThrownBy(
            () -> QueryParser.parse("image:/etc/passwd", ROOTS, QueryParser.Source.REQUEST))
        .isInstanceOf(QuerySyntaxException.class)
        .hasMessageContaining("command line only");
  }

  @Test
  void filters() {
    assertThat(filter("type:PNG")).isEqualTo(PNG);
    assertThat(filter("Type:jpg")).isEqualTo(new FormatIs("jpeg"));
    assertThat(filter("camera:\"Canon EOS\"")).isEqualTo(new Filter.CameraContains("Canon EOS"));
    assertThat(filter("lens:50mm")).isEqualTo(new Filter.LensContains("50mm"));
    assertThat(filter("keyword:(old)")).isEqualTo(new HasKeyword("(old)"));
    assertThat(filter("orientation:Portrait")).isEqualTo(new Filter.ShapeIs(Filter.Shape.PORTRAIT));
    assertThat(filter("near:48.85,2.35,10km"))
        .isEqualTo(new Filter.Near(new GeoPoint(48.85, 2.35), 10_000));
    assertThat(filter("near:-33.9,151.2,500m"))
        .isEqualTo(new Filter.Near(new GeoPoint(-33.9, 151.2), 500));
  }

  @Test
  void numbers() {
    int most = Integer.MAX_VALUE;
    assertThat(filter("width:2000")).isEqualTo(new WidthBetween(2000, 2000));
    assertThat(filter("width:>2000")).isEqualTo(new WidthBetween(2001, most));
    assertThat(filter("width:>=2000")).isEqualTo(new WidthBetween(2000, most));
    assertThat(filter("width:<2000")).isEqualTo(new WidthBetween(0, 1999));
    assertThat(filter("width:<=2000")).isEqualTo(new WidthBetween(0, 2000));
    assertThat(filter("width:800..1600")).isEqualTo(new WidthBetween(800, 1600));
    assertThat(filter("height:800..")).isEqualTo(new Filter.HeightBetween(800, most));
    assertThat(filter("height:..800")).isEqualTo(new Filter.HeightBetween(0, 800));
    assertThat(filter("rating:>=4")).isEqualTo(STARS);
    assertThat(filter("rating:<2")).isEqualTo(new RatingBetween(0, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "taken:2024, 2024-01-01T00:00, 2025-01-01T00:00",
    "taken:2024-05, 2024-05-01T00:00, 2024-06-01T00:00",
    "taken:2024-05-13, 2024-05-13T00:00, 2024-05-14T00:00",
    "taken:2024-05-13T14, 2024-05-13T14:00, 2024-05-13T15:00",
    "taken:2024-05-13T14:30, 2024-05-13T14:30, 2024-05-13T14:31",
    "taken:2024-05..2024-08, 2024-05-01T00:00, 2024-09-01T00:00",
    "taken:>2024-05, 2024-06-01T00:00, 9999-99",
    "taken:>=2024-05, 2024-05-01T00:00, 9999-99",
    "taken:<2024-05, 0000-00, 2024-05-01T00:00",
    "taken:<=2024-05, 0000-00, 2024-06-01T00:00",
    "taken:2024-05.., 2024-05-01T00:00, 9999-99",
    "taken:..2024-02-29, 0000-00, 2024-03-01T00:00",
    "year:2024, 2024-01-01T00:00, 2025-01-01T00:00",
    "year:2020..2022, 2020-01-01T00:00, 2023-01-01T00:00",
    "year:>2020, 2021-01-01T00:00, 9999-99",
  })
  void times(String query, String from, String until) {
    assertThat(filter(query))
        .isEqualTo(
            new TakenBetween(
                from.equals("0000-00") ? TakenAt.EARLIEST : LocalDateTime.parse(from),
                until.equals("9999-99") ? TakenAt.END : LocalDateTime.parse(until)));
  }

  @Test
  void folder_isBelowAnyRoot_withOrWithoutItsName() {
    assertThat(filter("folder:Photos/2024/"))
        .isEqualTo(
            new Or(
                List.of(
                    new Filter.InFolder("Photos", "Photos/2024"),
                    new Filter.InFolder("Photos", "2024"),
                    new Filter.InFolder("Scans", "Photos/2024"))));
    assertThat(filter("folder:Scans"))
        .isEqualTo(
            new Or(
                List.of(
                    new Filter.InFolder("Photos", "Scans"),
                    new Filter.InFolder("Scans", "Scans"),
                    new Filter.InFolder("Scans", ""))));
  }

  @Test
  void filtersCombine() {
    assertThat(filter("type:png rating:>=4")).isEqualTo(new And(List.of(PNG, STARS)));
    assertThat(filter("type:png AND rating:>=4")).isEqualTo(new And(List.of(PNG, STARS)));
    assertThat(filter("type:png OR type:gif rating:>=4"))
        .isEqualTo(new Or(List.of(PNG, new And(List.of(GIF, STARS)))));
    assertThat(filter("(type:png OR type:gif) rating:>=4"))
        .isEqualTo(new And(List.of(new Or(List.of(PNG, GIF)), STARS)));
    assertThat(filter("NOT type:png")).isEqualTo(new Not(PNG));
    assertThat(filter("-type:png")).isEqualTo(new Not(PNG));
    assertThat(filter("NOT ( type:png OR ( -type:gif ) )"))
        .isEqualTo(new Not(new Or(List.of(PNG, new Not(GIF)))));
    assertThat(filter("((type:png))")).isEqualTo(PNG);
    assertThat(filter("(NOT type:png)")).isEqualTo(new Not(PNG));
    assertThat(filter("(keyword:a(b))")).isEqualTo(new HasKeyword("a(b)"));
    assertThat(filter("(keyword:\"a)\")")).isEqualTo(new HasKeyword("a)"));
  }

  @Test
  void filters_standAnywhere() {
    ParsedQuery query =
        parse("type:png red (type:gif OR rating:>=4) car -rating:>=4 - road sort:newest");
    assertThat(query.terms()).containsExactly(words(1, "red car"), words(-1, "road"));
    assertThat(query.filter())
        .isEqualTo(new And(List.of(PNG, new Or(List.of(GIF, STARS)), new Not(STARS))));
    assertThat(query.order()).isEqualTo(Order.NEWEST);
  }

  @Test
  void unknownFilter_isTextWithAHint() {
    ParsedQuery query = parse("colour:red car");
    assertThat(query.terms()).containsExactly(words(1, "colour:red car"));
    assertThat(query.hints())
        .singleElement()
        .asString()
        .contains("'colour:' is no filter", "type:");
  }

  @Test
  void operatorsOfFilters_areWordsElsewhere_withAHint() {
    ParsedQuery query = parse("LOVE OR HATE");
    assertThat(query.terms()).containsExactly(words(1, "LOVE OR HATE"));
    assertThat(query.hints()).singleElement().asString().contains("OR combines filters only");
  }

  @Test
  void weightInTheMiddle_isAWordWithAHint() {
    ParsedQuery query = parse("dog 2*cat");
    assertThat(query.terms()).containsExactly(words(1, "dog 2*cat"));
    assertThat(query.hints()).singleElement().asString().contains("+ 2*cat");
  }

  @Test
  void relevanceToNothing_isNewest() {
    ParsedQuery query = parse("type:png sort:relevance");
    assertThat(query.order()).isEqualTo(Order.NEWEST);
    assertThat(query.hints()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dog width:banana|10|16|'banana' is nothing that width: takes. For example: width:>2000",
        "dog width:1..x|10|14|is nothing that width: takes",
        "width:..|6|8|is nothing that width: takes",
        "type:doc|5|8|type:jpeg, png",
        "orientation:up|12|14|portrait",
        "rating:6|7|8|from 0 to 5",
        "taken:2023-02-29|6|16|taken:2024-05",
        "taken:2024-13|6|13|taken:2024-05",
        "near:91,0,1km|5|13|latitude",
        "near:1,2,3|5|10|10km",
        "camera: nikon|0|7|camera: needs a value",
        "folder:/|7|8|folder:Holiday",
        "2*type:png|0|10|no weight",
        "dog - + cat|6|7|Between - and + comes nothing",
        "dog + -cat|6|10|Between + and - comes nothing",
        "dog +|4|5|should show",
        "-|0|1|should not show",
        "dog - type:png|4|5|-type:png",
        "dog AND type:png|4|7|what stands before it is none",
        "type:png OR dog|9|11|what follows is none",
        "(type:png dog)|10|14|Parentheses combine filters only",
        "(type:png OR type:gif|0|9|not closed",
        "type:png (rating:5|9|18|not closed",
        "0*dog|0|5|above 0",
        "1000*dog|0|8|at most 100",
        "dog keyword:\"red car|12|20|quote is not closed",
        "sort:best|5|9|relevance, newest or oldest",
        "sort:newest sort:oldest|12|23|already",
        "id:abc|3|6|32 digits",
      })
  void errors_pointAtThePlace(String query, int start, int end, String message) {
    QuerySyntaxException failure = failure(query);
    assertThat(failure).hasMessageContaining(message);
    assertThat(List.of(failure.start(), failure.end())).isEqualTo(List.of(start, end));
    assertThat(failure.query()).isEqualTo(query);
  }

  @Test
  void bounds() {
    assertThat(failure("a ".repeat(6_000))).hasMessageContaining("12,000 characters");
    assertThat(failure("a + ".repeat(40) + "b")).hasMessageContaining("32 terms");
    assertThat(failure("(".repeat(60) + "type:png" + ")".repeat(60)))
        .hasMessageContaining("50 deep");
  }

  /// Whatever is typed is understood or answered with a place within it.
  @Test
  void anything_isReadOrPointedAt() {
    String[] parts = {
      " ",
      " ",
      " ",
      "\"",
      "(",
      ")",
      "-",
      "+",
      " - ",
      " + ",
      "2*",
      "type:",
      "png",
      "type:png",
      "AND",
      "OR",
      "NOT",
      "rating:",
      ">=4",
      "id:",
      ID,
      "near:1,2,3km",
      "sort:",
      "newest",
      "dog",
      "é",
      "🐈",
      "\\",
      ":",
      "..",
      "taken:",
      "2024-05",
      "folder:",
      "/",
      "width:",
      "\u00a0",
      "\0"
    };
    Random random = new Random(20_261_127);
    int understood = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String query = text.toString();
      try {
        ParsedQuery parsed = parse(query);
        understood++;
        assertThat(parsed.terms()).as(query).allMatch(term -> term.weight() != 0);
      } catch (QuerySyntaxException e) {
        assertThat(e.start()).as(query).isBetween(0, query.length());
        assertThat(e.end()).as(query).isBetween(e.start(), query.length());
      }
    }
    assertThat(understood).isBetween(5_000, 45_000);
  }
}
