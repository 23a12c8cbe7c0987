package example.jdk;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A TLS connection that drives an engine over a plain, blocking socket or channel. */
public final class EngineConnection implements AutoCloseable {

  /** Ends the connection below. */
  private interface End {
    void now() throws IOException;
  }

  private final SSLEngine engine;
  private final ReadableByteChannel source;
  private final WritableByteChannel sink;
  private final End end;
  private final ByteBuffer received;
  private final ByteBuffer plain;
  private final ByteBuffer toSend;

  public EngineConnection(SSLEngine engine, Socket socket) throws IOException {
    this(
        engine,
        Channels.newChannel(socket.getInputStream()),
        Channels.newChannel(socket.getOutputStream()),
        () -> {
          try (Socket closing = socket) {
            closing.shutdownOutput();
          }
        });
  }

  public EngineConnection(SSLEngine engine, ByteChannel channel) {
    this(engine, channel, channel, channel::close);
  }

  private EngineConnection(
      SSLEngine engine, ReadableByteChannel source, WritableByteChannel sink, End end) {
    this.engine = engine;
    this.source = source;
    this.sink = sink;
    this.end = end;
    this.received = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    this.plain = ByteBuffer.allocate(2 * engine.getSession().getApplicationBufferSize());
    this.toSend = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    this.received.flip();
    this.plain.flip();
  }

  /** Shakes hands; {@code eachStep} runs before every step of it. */
  public void handshake(Runnable eachStep) throws IOException {
    engine.beginHandshake();
    HandshakeStatus status = engine.getHandshakeStatus();
    while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
      eachStep.run();
      status = step(status);
    }
  }

  private HandshakeStatus step(HandshakeStatus status) throws IOException {
    switch (status) {
      case NEED_TASK:
        Runnable task;
        while ((task = engine.getDelegatedTask()) != null) {
          task.run();
        }
        return engine.getHandshakeStatus();
      case NEED_WRAP:
        return wrap(ByteBuffer.allocate(0));
      default:
        return unwrap();
    }
  }

  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        while (!plain.hasRemaining()) {
          if (engine.isInboundDone()) {
            return -1;
          }
          unwrap();
        }
        return plain.get() & 0xff;
      }
    };
  }

  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(bytes, offset, length);
        while (content.hasRemaining()) {
          wrap(content);
        }
      }
    };
  }

  private HandshakeStatus wrap(ByteBuffer content) throws IOException {
    toSend.clear();
    SSLEngineResult result = engine.wrap(content, toSend);
    flush();
    if (result.getStatus() == Status.CLOSED && content.hasRemaining()) {
      throw new EOFException("connection closed");
    }
    return result.getHandshakeStatus();
  }

  private HandshakeStatus unwrap() throws IOException {
    plain.compact();
    SSLEngineResult result;
    try {
      result = engine.unwrap(received, plain);
    } finally {
      plain.flip();
    }
    if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
      receive();
    } else if (result.getStatus() == Status.CLOSED) {
      throw new EOFException("connection closed");
    }
    return result.getHandshakeStatus();
  }

  private void receive() throws IOException {
    received.compact();
    int length = source.read(received);
    received.flip();
    if (length < 0) {
      throw new EOFException("end of stream");
    }
  }

  private void flush() throws IOException {
    toSend.flip();
    while (toSend.hasRemaining()) {
      sink.write(toSend);
    }
  }

  /** Sends what the engine still has to say (an alert, close_notify) and ends what is below. */
  @Override
  public void close() throws IOException {
    try {
      engine.closeOutbound();
      while (!engine.isOutboundDone()) {
        toSend.clear();
        SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), toSend);
        flush();
        if (result.bytesProduced() == 0) {
          break;
        }
      }
    } finally {
      end.now();
    }
  }
}
