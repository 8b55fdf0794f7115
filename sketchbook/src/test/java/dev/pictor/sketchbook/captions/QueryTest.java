package dev.pictor.sketchbook.captions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.sketchbook.Curriculum;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.SceneGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void all_hasWhatPeopleType() {
    assertThat(Query.all())
        .extracting(Query::text)
        .doesNotHaveDuplicates()
        .contains("outer space", "cat", "red cat", "man jumping", "two dogs", "woman in blue");
  }

  @Test
  void all_isTrueOfSomeScene() {
    SceneGenerator generator = new SceneGenerator(Curriculum.ALL, false);
    List<Set<String>> scenes =
        LongStream.range(0, 20_000)
            .<Set<String>>mapToObj(seed -> Facts.of(generator.scene(seed)))
            .toList();
    Set<String> known = new HashSet<>();
    scenes.forEach(known::addAll);

    assertThat(Query.all()).allMatch(query -> known.containsAll(query.facts()));
  }
}
