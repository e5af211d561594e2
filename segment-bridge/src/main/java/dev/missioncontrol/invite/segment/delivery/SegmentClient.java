package dev.missioncontrol.invite.segment.delivery;

import java.time.Duration;
import java.util.List;

import com.segment.analytics.messages.Message;
import org.jspecify.annotations.Nullable;

/**
 * Segment, as the bridge needs it.
 */
public interface SegmentClient {

	/**
	 * How large a message is when it goes out.
	 * @param message the message
	 * @return bytes of its JSON in UTF-8
	 */
	int sizeOf(Message message);

	/**
	 * Sends one batch and waits for the answer.
	 * @param batch the messages, within Segment's limits
	 * @return what Segment said; never throws for what goes wrong on the way
	 */
	Answer upload(List<Message> batch);

	/**
	 * What Segment can answer.
	 */
	sealed interface Answer {

		/** Taken, all of it. */
		record Accepted() implements Answer {
		}

		/**
		 * Refused for what it is: sending it again cannot help.
		 *
		 * @param status HTTP status, 4xx without 408 and 429
		 */
		record Refused(int status) implements Answer {
		}

		/**
		 * Not taken now; sending it again later can help.
		 *
		 * @param cause stable code, such as {@code http-503} or {@code timeout}
		 * @param retryAfter how long Segment asks to be left alone (RFC 9110 section
		 * 10.2.3); null when it does not say
		 */
		record Unavailable(String cause, @Nullable Duration retryAfter) implements Answer {
		}

	}

}
