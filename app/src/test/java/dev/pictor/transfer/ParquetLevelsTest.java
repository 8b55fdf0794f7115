package dev.pictor.transfer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.apache.parquet.column.ColumnDescriptor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages whose levels say to be many: a decoder would take memory for all of them.
class ParquetLevelsTest {
  private static final ColumnDescriptor TITLE =
      ParquetSchema.TYPE.getColumnDescription(new String[] {"title"});
  private static final int VALUES = 10;

  /// The runs of levels behind their length.
  private static byte[] page(String runs) {
    byte[] bytes = HexFormat.of().parseHex(runs);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  /// Ten of one; three and seven; two groups of eight, in which six do not count.
  @ParameterizedTest
  @ValueSource(strings = {"1401", "06010e00", "05ffff"})
  void levelsThatAddUp_areTaken(String runs) {
    assertThatCode(() -> ParquetLevels.check(TITLE, page(runs), VALUES)).doesNotThrowAnyException();
  }

  /// Too many, too few, a thousand million groups in few bytes, no end of a number, nothing.
  @ParameterizedTest
  @ValueSource(
      strings = {"2801", "1201", "ffffffff07ffff", "ffffffff0f", "ffffffffffff", "05ff", "00", ""})
  void levelsThatDoNot_areRefusedBeforeTheyAreDecoded(String runs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParquetLevels.check(TITLE, page(runs), VALUES))
        .withMessageContaining("the levels of a page");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3, Integer.MAX_VALUE})
  void lengthThatIsNotThere_isRefused(int length) {
    byte[] page = page("1401");
    ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
    assertThatIllegalArgumentException().isThrownBy(() -> ParquetLevels.check(TITLE, page, VALUES));
  }
}
