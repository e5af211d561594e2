package dev.missioncontrol.invite.chaos.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.missioncontrol.invite.chaos.check.Command;

/**
 * Posts invites at a steady rate, each from a thread of its own that does not give up
 * easily.
 */
public final class Load implements AutoCloseable {

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(1))
		.executor(this.threads)
		.build();

	private final List<Future<Command>> commands = new ArrayList<>();

	private final AtomicInteger posted = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger accepted = new AtomicInteger();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<URI> apis;

	private final Supplier<String> token;

	private final String run;

	/**
	 * A load that has not begun.
	 * @param apis where invites can be posted
	 * @param token gives access tokens
	 * @param run tells the keys of this run from those of others
	 */
	public Load(List<URI> apis, Supplier<String> token, String run) {
		this.apis = List.copyOf(apis);
		this.token = token;
		this.run = run;
	}

	/**
	 * Posts some more, without waiting for answers.
	 * @param count how many
	 * @param rate how many per second
	 * @throws InterruptedException when this thread should end
	 */
	public void post(int count, double rate) throws InterruptedException {
		int first = this.commands.size() + 1;
		String bearer = this.token.get();
		long start = System.nanoTime();
		for (int number = first; number < first + count; number++) {
			long due = start + (long) ((number - first) / rate * 1e9);
			if (this.closed.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
				return;
			}
			Invitation invitation = new Invitation(this.client, this.apis, bearer, this.run, number);
			this.commands.add(this.threads.submit(() -> send(invitation)));
			this.posted.incrementAndGet();
		}
	}

	/**
	 * Posts some, a few at a time, each after the answer to one before: as fast as the
	 * services can, and never faster. What ran for a while is compiled, and can take what
	 * follows.
	 * @param count how many
	 * @param atATime how many wait for an answer at the same time
	 * @throws InterruptedException when this thread should end
	 */
	public void warmUp(int count, int atATime) throws InterruptedException {
		Semaphore turns = new Semaphore(atATime);
		int first = this.commands.size() + 1;
		String bearer = this.token.get();
		for (int number = first; number < first + count && this.closed.getCount() > 0; number++) {
			turns.acquire();
			Invitation invitation = new Invitation(this.client, this.apis, bearer, this.run, number);
			this.commands.add(this.threads.submit(() -> {
				try {
					return send(invitation);
				}
				finally {
					turns.release();
				}
			}));
			this.posted.incrementAndGet();
		}
		turns.acquire(atATime);
	}

	/**
	 * Waits for all answers.
	 * @return how each command ended
	 * @throws InterruptedException when this thread should end
	 */
	public List<Command> await() throws InterruptedException {
		List<Command> ended = new ArrayList<>();
		for (Future<Command> each : this.commands) {
			try {
				ended.add(each.get());
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("a command could not be posted", ex.getCause());
			}
		}
		return ended;
	}

	/**
	 * Commands that were posted.
	 * @return their number so far
	 */
	public int posted() {
		return this.posted.get();
	}

	/**
	 * Commands that are over, accepted or not.
	 * @return their number so far
	 */
	public int answered() {
		return this.answered.get();
	}

	/**
	 * Commands that got a 202.
	 * @return their number so far
	 */
	public int accepted() {
		return this.accepted.get();
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.threads.shutdownNow();
		this.client.shutdownNow();
	}

	private Command send(Invitation invitation) throws InterruptedException {
		Command command = invitation.send();
		if (command.inviteId().isPresent()) {
			this.accepted.incrementAndGet();
		}
		this.answered.incrementAndGet();
		return command;
	}

}
