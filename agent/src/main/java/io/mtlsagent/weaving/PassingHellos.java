package io.mtlsagent.weaving;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hellos that pass through the JDK's socket channels: an engine's own hello tells which channel
 * the engine works for, whoever owns the two. Woven by {@link ChannelWatch} alone.
 *
 * <p>A hello that was read says little: a client may send one hello to several ports. The agent's
 * own side's, which nobody can foretell, is first written on the channel that it is meant for.
 * Where that is a channel of a kind that is not woven, the client may have it written on another,
 * whose owner sends back what it receives: so a channel that a hello was read from counts only as
 * long as nothing but hellos of this side was written on it since.
 */
final class PassingHellos implements TlsStack {

  static final String CHANNEL = "sun/nio/ch/SocketChannelImpl";

  /** Between its passing and its engine's question, a hello waits for moments. */
  private static final int REMEMBERED = 4096;

  /** The type of such a record, and its length with the header (RFC 8446, section 5.1). */
  private static final int CHANGE_CIPHER_SPEC = 20;

  private static final int CHANGE_CIPHER_SPEC_LENGTH = 6;

  private final Map<HelloRandom, WeakReference<Object>> read = bounded();
  private final Map<HelloRandom, WeakReference<Object>> written = bounded();

  /** The channels that hellos were read from, and whether they count still: never again if not. */
  private final WeakConcurrentMap<Object, Boolean> answering =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  private static Map<HelloRandom, WeakReference<Object>> bounded() {
    return new LinkedHashMap<HelloRandom, WeakReference<Object>>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<HelloRandom, WeakReference<Object>> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  @Override
  public String name() {
    return "JDK socket channels";
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADDRESSES;
  }

  @Override
  public List<WovenClass> classes() {
    return Collections.singletonList(
        WovenClass.of(
            CHANNEL,
            HookPoint.atExitWithArgument("read", "(Ljava/nio/ByteBuffer;)", new Read()),
            HookPoint.atExitWithArgument("read", "([Ljava/nio/ByteBuffer;", new Read()),
            HookPoint.atEntry("write", "(Ljava/nio/ByteBuffer;)", new Written()),
            HookPoint.atEntry("write", "([Ljava/nio/ByteBuffer;", new Written())));
  }

  /** A connection begins with its hello, so that this stands at the beginning of a buffer. */
  private final class Read implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      if (receiver == null) {
        return value;
      }
      if (value instanceof ByteBuffer) {
        look(receiver, (ByteBuffer) value);
      } else if (value instanceof ByteBuffer[]) {
        for (ByteBuffer buffer : (ByteBuffer[]) value) {
          look(receiver, buffer);
        }
      }
      return value;
    }

    private void look(Object channel, ByteBuffer buffer) {
      HelloRandom random = HelloRandom.in(buffer, 0, buffer.position());
      if (random != null) {
        wasRead(random, channel);
      }
    }
  }

  private final class Written implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object channel = frame[0];
      Object value = frame[1];
      if (channel == null) {
        return;
      }
      if (value instanceof ByteBuffer) {
        look(channel, (ByteBuffer) value);
      } else if (value instanceof ByteBuffer[]) {
        for (ByteBuffer buffer : (ByteBuffer[]) value) {
          look(channel, buffer);
        }
      }
    }

    private void look(Object channel, ByteBuffer buffer) {
      HelloRandom random = HelloRandom.in(buffer, buffer.position(), buffer.limit());
      if (random != null) {
        wasWritten(random, channel);
      } else if (buffer.hasRemaining() && !isChangeCipherSpec(buffer)) {
        otherWasWritten(channel);
      }
    }

    /** Follows a HelloRetryRequest, before the ServerHello (RFC 8446, appendix D.4). */
    private boolean isChangeCipherSpec(ByteBuffer buffer) {
      return buffer.remaining() == CHANGE_CIPHER_SPEC_LENGTH
          && buffer.get(buffer.position()) == CHANGE_CIPHER_SPEC;
    }
  }

  synchronized void wasRead(HelloRandom random, Object channel) {
    if (!answering.containsKey(channel)) {
      answering.put(channel, true);
    }
    WeakReference<Object> before = read.get(random);
    if (before == null) {
      read.put(random, new WeakReference<>(channel));
    } else if (before.get() != channel) {
      before.clear(); // of several: nobody can tell which
    }
  }

  synchronized void wasWritten(HelloRandom random, Object channel) {
    WeakReference<Object> before = read.get(random);
    if (before != null && before.get() == channel) {
      otherWasWritten(channel); // it is sent back
    } else if (!written.containsKey(random)
        && !Boolean.FALSE.equals(answering.getIfPresent(channel))) {
      written.put(random, new WeakReference<>(channel));
    }
  }

  /** Something else than a hello of this side goes out on a channel. */
  void otherWasWritten(Object channel) {
    if (Boolean.TRUE.equals(answering.getIfPresent(channel))) {
      answering.put(channel, false);
    }
  }

  /** The only channel that a hello was read from; null for none or several. */
  synchronized @Nullable Object reader(HelloRandom random) {
    WeakReference<Object> channel = read.get(random);
    return channel == null ? null : channel.get();
  }

  /** The channel that a hello was first written on; null for none. */
  synchronized @Nullable Object writer(HelloRandom random) {
    WeakReference<Object> channel = written.get(random);
    return channel == null ? null : channel.get();
  }
}
