package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.picture.PictureId;
import dev.pictor.store.Samples;
import org.junit.jupiter.api.Test;

class ThumbnailCacheTest {
  private final ThumbnailCache cache = new ThumbnailCache(100);

  private static PictureId id(int number) {
    return Samples.picture(number).id();
  }

  @Test
  void put_isFoundUnderItsId() {
    byte[] jpeg = new byte[40];
    cache.put(id(1), jpeg);

    assertThat(cache.get(id(1))).containsSame(jpeg);
    assertThat(cache.get(id(2))).isEmpty();
  }

  @Test
  void put_dropsWhatWasNotAskedForLongest() {
    cache.put(id(1), new byte[40]);
    cache.put(id(2), new byte[40]);
    assertThat(cache.get(id(1))).isPresent();

    cache.put(id(3), new byte[40]);

    assertThat(cache.get(id(1))).isPresent();
    assertThat(cache.get(id(2))).isEmpty();
    assertThat(cache.get(id(3))).isPresent();
  }

  @Test
  void put_countsBytesAndNotPictures() {
    for (int number = 0; number < 50; number++) {
      cache.put(id(number), new byte[2]);
    }
    assertThat(cache.get(id(0))).isPresent();

    cache.put(id(50), new byte[99]);

    assertThat(cache.get(id(50))).isPresent();
    assertThat(cache.get(id(49))).isEmpty();
  }

  @Test
  void put_ofTheSameCountsOnce_andOfTooMuchKeepsNothing() {
    for (int times = 0; times < 10; times++) {
      cache.put(id(1), new byte[40]);
    }
    cache.put(id(2), new byte[60]);
    assertThat(cache.get(id(1))).isPresent();

    cache.put(id(3), new byte[101]);
    assertThat(cache.get(id(3))).isEmpty();
    cache.put(id(4), new byte[100]);
    assertThat(cache.get(id(4))).isPresent();
  }
}
