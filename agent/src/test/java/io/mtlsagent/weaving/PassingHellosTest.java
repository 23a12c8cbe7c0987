package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PassingHellosTest {

  private final PassingHellos hellos = new PassingHellos();
  private final Object first = new Object();
  private final Object second = new Object();

  private static HelloRandom random(int number) {
    return Objects.requireNonNull(HelloRandom.of(ByteBuffer.allocate(32).putInt(number).array()));
  }

  @Test
  void aHelloThatWasReadFromOneChannelTellsIt() {
    hellos.wasRead(random(1), first);
    hellos.wasRead(random(1), first);

    assertThat(hellos.reader(random(1))).isSameAs(first);
    assertThat(hellos.reader(random(2))).isNull();
  }

  @Test
  void aHelloThatWasReadFromSeveralTellsNone() {
    hellos.wasRead(random(1), first);
    hellos.wasRead(random(1), second);
    hellos.wasRead(random(1), second);

    assertThat(hellos.reader(random(1))).isNull();
  }

  /** Whoever sees it afterwards may send it back, to have it written elsewhere. */
  @Test
  void aHelloIsOfTheChannelThatItWasFirstWrittenTo() {
    hellos.wasWritten(random(1), first);
    hellos.wasWritten(random(1), second);

    assertThat(hellos.writer(random(1))).isSameAs(first);
  }

  /** A true one may pass unseen, on a channel that is not woven. */
  @Test
  void aChannelThatSendsBackWhatItReceivesTellsNothing() {
    hellos.wasRead(random(1), first);
    hellos.wasWritten(random(1), first);
    hellos.wasRead(random(1), first);
    hellos.wasWritten(random(2), first);

    assertThat(hellos.writer(random(1))).isNull();
    assertThat(hellos.writer(random(2))).isNull();
  }

  @Test
  void aHelloThatComesAfterOtherDataTellsNothing() {
    hellos.wasRead(random(1), first);
    hellos.otherWasWritten(first);
    hellos.wasWritten(random(2), first);

    assertThat(hellos.writer(random(2))).isNull();
  }

  @Test
  void dataBeforeTheFirstHelloAndASecondHelloAreNoHindrance() {
    hellos.otherWasWritten(first);
    hellos.wasRead(random(1), first);
    hellos.wasWritten(random(2), first); // HelloRetryRequest
    hellos.wasRead(random(1), first);
    hellos.wasWritten(random(3), first);

    assertThat(hellos.writer(random(3))).isSameAs(first);
  }

  @Test
  void readAndWrittenHellosAreKeptApart() {
    hellos.wasRead(random(1), first);

    assertThat(hellos.writer(random(1))).isNull();
  }

  @Test
  void theOldestAreForgotten() {
    for (int i = 0; i < 10_000; i++) {
      hellos.wasRead(random(i), first);
      hellos.wasWritten(random(i), second);
    }

    assertThat(hellos.reader(random(0))).isNull();
    assertThat(hellos.writer(random(0))).isNull();
    assertThat(hellos.reader(random(9_999))).isSameAs(first);
    assertThat(hellos.writer(random(9_999))).isSameAs(second);
  }

  @Test
  void onlyAChangeCipherSpecMayComeBetween() throws Throwable {
    byte[] hello = HelloRandomTest.record(2, ByteBuffer.allocate(32).putInt(5).array());
    for (Object channel : new Object[] {first, second}) {
      hellos.wasRead(random(1), channel);
    }
    hook(2).onEnter(new Object[] {first, ByteBuffer.wrap(new byte[] {20, 3, 3, 0, 1, 1})});
    hook(2).onEnter(new Object[] {second, ByteBuffer.wrap(new byte[] {21, 3, 3, 0, 1, 1})});

    hook(2).onEnter(new Object[] {second, ByteBuffer.wrap(hello)});
    assertThat(hellos.writer(random(5))).isNull();
    hook(2).onEnter(new Object[] {first, ByteBuffer.wrap(hello)});
    assertThat(hellos.writer(random(5))).isSameAs(first);
  }

  @Test
  void channelsAreReadAndWrittenInAnyForm() throws Throwable {
    byte[] record = HelloRandomTest.record(1, ByteBuffer.allocate(32).putInt(5).array());
    ByteBuffer toWrite = ByteBuffer.wrap(Arrays.copyOf(new byte[3], 103));
    toWrite.position(3);
    toWrite.put(record).position(3);
    ByteBuffer wasRead = ByteBuffer.allocate(200).put(record);
    Hook read = hook(0);
    Hook write = hook(2);

    write.onEnter(new Object[] {first, new ByteBuffer[] {ByteBuffer.allocate(0), toWrite}});
    Object value = new ByteBuffer[] {wasRead, ByteBuffer.allocate(5)};
    assertThat(read.onExit(second, value)).isSameAs(value);

    assertThat(hellos.writer(random(5))).isSameAs(first);
    assertThat(hellos.reader(random(5))).isSameAs(second);
    assertThat(toWrite.position()).isEqualTo(3);
  }

  private Hook hook(int number) {
    return hellos.classes().get(0).points().get(number).hook();
  }
}
