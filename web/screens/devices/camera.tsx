/** Reads a picture (QR code) by the camera of this device. What the camera sees is looked at here and kept nowhere. */
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Notice } from '../../kit/notice.tsx'
import layout from '../../parts/layout.module.css'
import styles from './devices.module.css'
import { useTexts } from './texts.ts'

/** Asks for the camera only after a press. `onText` hears what was read first; answering false goes on reading. */
export const Camera = ({ onText }: { readonly onText: (text: string) => boolean }) => {
  const t = useTexts()
  const [isOn, setOn] = useState(false)
  const [error, setError] = useState<'noCamera' | 'cameraRefused'>()
  const stop = (error?: 'noCamera' | 'cameraRefused') => {
    setOn(false)
    setError(error)
  }
  return (
    <div className={layout['stack']}>
      {isOn ? (
        <Viewfinder
          onText={(text) => {
            const isTaken = onText(text)
            if (isTaken) stop()
            return isTaken
          }}
          onError={stop}
        />
      ) : null}
      <div>
        <Button look="secondary" onClick={() => (isOn ? stop() : (setError(undefined), setOn(true)))}>
          {t(isOn ? 'cameraStop' : 'cameraStart')}
        </Button>
      </div>
      {error && (
        <Notice tone="warning" isUrgent>
          <p>{t(error)}</p>
        </Notice>
      )}
    </div>
  )
}

const looksEveryMs = 200

const Viewfinder = ({
  onText,
  onError,
}: {
  readonly onText: (text: string) => boolean
  readonly onError: (error: 'noCamera' | 'cameraRefused') => void
}) => {
  const t = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const heard = useRef({ onText, onError })
  heard.current = { onText, onError }
  useEffect(() => {
    let isOver = false
    let stream: MediaStream | undefined
    const run = async () => {
      const { decodeQR } = await import('qr/decode.js')
      stream = await openCamera()
      const shown = video.current
      if (isOver || !shown) return
      shown.srcObject = stream
      await shown.play()
      while (!isOver) {
        const text = look(shown, decodeQR)
        if (text !== undefined && heard.current.onText(text)) return
        await new Promise((resolve) => setTimeout(resolve, looksEveryMs))
      }
    }
    run()
      .catch((error: unknown) => {
        if (isOver) return
        const isRefused = error instanceof DOMException && error.name === 'NotAllowedError'
        heard.current.onError(isRefused ? 'cameraRefused' : 'noCamera')
      })
      .finally(() => isOver && stopCamera(stream))
    return () => {
      isOver = true
      stopCamera(stream)
    }
  }, [])
  return (
    <>
      <video ref={video} className={styles['camera']} muted playsInline aria-label={t('cameraView')} />
      <p role="status" className={layout['soft']}>
        {t('cameraLooking')}
      </p>
    </>
  )
}

/** On a phone the one at its back. Over plain HTTP a browser has none (navigator.mediaDevices is undefined). */
const openCamera = async (): Promise<MediaStream> => {
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) throw new TypeError('no camera over plain HTTP')
  return devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } })
}

const stopCamera = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

type Decode = (image: { width: number; height: number; data: Uint8ClampedArray }) => string

/** Undefined while there is nothing to read in the picture. */
const look = (video: HTMLVideoElement, decode: Decode): string | undefined => {
  const { videoWidth: width, videoHeight: height } = video
  if (width === 0 || height === 0) return undefined
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.drawImage(video, 0, 0)
  try {
    return decode(context.getImageData(0, 0, width, height))
  } catch {
    return undefined
  }
}
