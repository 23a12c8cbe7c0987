package example.jdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** A channel that is read and written in pieces, each in a buffer of its own where it is cut. */
final class Pieces implements ByteChannel {

  private final SocketChannel channel;
  private final int read;
  private final int write;

  Pieces(SocketChannel channel, int read, int write) {
    this.channel = channel;
    this.read = read;
    this.write = write;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (target.remaining() <= read) {
      return channel.read(target);
    }
    ByteBuffer piece = ByteBuffer.allocate(Math.min(read, target.remaining()));
    int length = channel.read(piece);
    piece.flip();
    target.put(piece);
    return length;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (source.remaining() <= write) {
      return channel.write(source);
    }
    ByteBuffer piece = source.duplicate();
    piece.limit(piece.position() + write);
    int length = channel.write(piece.slice());
    source.position(source.position() + length);
    return length;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.shutdownOutput();
    channel.close();
  }
}
