package org.aralwatch.ingest.connector;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes the body of an answer to a file and ends the exchange when it grows too large. */
final class SpoolingSubscriber implements HttpResponse.BodySubscriber<Path> {
  private final Path file;
  private final long most;
  private final CompletableFuture<Path> done = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private FileChannel channel;
  private long count;

  /**
   * @param most bytes
   */
  SpoolingSubscriber(Path file, long most) {
    this.file = file;
    this.most = most;
  }

  /** More than the limit came. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
      super("the answer is larger than " + most + " bytes");
    }
  }

  @Override
  public CompletionStage<Path> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      subscription.request(1);
    } catch (IOException e) {
      stop(e);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (done.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        count += buffer.remaining();
        if (count > most) {
          throw new TooLargeException(most);
        }
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      subscription.request(1);
    } catch (IOException e) {
      stop(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    close();
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    close();
    done.complete(file);
  }

  private void stop(IOException why) {
    subscription.cancel();
    close();
    done.completeExceptionally(why);
  }

  private void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }
}
