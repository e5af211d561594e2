package dev.missioncontrol.invite.token.kafka;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A limit for records, as brokers count them: key, value and headers together.
 *
 * @param maxBytes largest size
 */
record RecordSize(long maxBytes) {

	/** More than the lengths and flags around a part ever take. */
	private static final long OVERHEAD = 16;

	boolean allows(ProducerRecord<byte[], byte[]> record) {
		long size = of(record.key()) + of(record.value());
		for (Header header : record.headers()) {
			size += of(header.key().getBytes(StandardCharsets.UTF_8)) + of(header.value());
		}
		return size <= this.maxBytes;
	}

	private static long of(byte @Nullable [] part) {
		return OVERHEAD + ((part != null) ? part.length : 0);
	}

}
