// The standard edit as a Remotion composition; what it shows comes as input properties.
import React from 'react';
import { AbsoluteFill, Audio, Composition, Img, OffthreadVideo, Sequence, interpolate, registerRoot, staticFile,
  useCurrentFrame } from 'remotion';

const Still = ({ index, scene, fadeFrames }) => {
  const frame = useCurrentFrame();
  const now = (name) => interpolate(frame, [0, scene.frames - 1], [scene.from[name], scene.to[name]]);
  const scale = now('width') / 3000;
  const top = now('y') - ((2000 - 1687.5) / 2) * scale;
  const opacity = index ? interpolate(frame, [0, fadeFrames], [0, 1], { extrapolateRight: 'clamp' }) : 1;
  return (
    <AbsoluteFill style={{ opacity, overflow: 'hidden' }}>
      <Img src={staticFile(`still${index}.jpg`)} style={{
        position: 'absolute', left: 0, top: 0, width: 3000, height: 2000, maxWidth: 'none', transformOrigin: '0 0',
        transform: `translate(${now('x')}px,${top}px) scale(${scale})`, willChange: 'transform',
      }} />
    </AbsoluteFill>
  );
};

const Film = ({ scenes, clip, times, fadeFrames, narrationFrames }) => {
  const words = {
    position: 'absolute', left: 0, width: '100%', top: 952 * times, textAlign: 'center',
    font: `bold ${48 * times}px "DejaVu Sans"`, color: 'white', WebkitTextStroke: `${6 * times}px black`,
    paintOrder: 'stroke fill', textShadow: `${3 * times}px ${3 * times}px 0 rgba(0,0,0,.5)`,
  };
  const mask = `url(${staticFile('mask-alpha.png')})`;
  return (
    <AbsoluteFill style={{ background: 'black' }}>
      {scenes.map((scene, i) => (
        <Sequence key={i} from={scene.firstFrame} durationInFrames={scene.frames}>
          <Still index={i} scene={scene} fadeFrames={fadeFrames} />
        </Sequence>
      ))}
      <Sequence from={clip.firstFrame} durationInFrames={clip.frames}>
        <OffthreadVideo muted src={staticFile('clip.mp4')} style={{
          position: 'absolute', left: clip.x, top: clip.y, width: clip.width, height: clip.height,
          WebkitMaskImage: mask, WebkitMaskSize: '100% 100%',
        }} />
      </Sequence>
      {scenes.map((scene, i) => (
        <Sequence key={`words${i}`} from={i * 150 + 15} durationInFrames={120}>
          <div style={words}>{scene.caption}</div>
        </Sequence>
      ))}
      <Audio src={staticFile('narration.wav')} />
      <Audio src={staticFile('music.wav')} volume={(frame) => interpolate(
        frame, [narrationFrames, narrationFrames + 12], [0.158, 1],
        { extrapolateLeft: 'clamp', extrapolateRight: 'clamp' })} />
    </AbsoluteFill>
  );
};

registerRoot(() => (
  <Composition id="edit" component={Film} durationInFrames={600} fps={30} width={1920} height={1080}
    defaultProps={{ scenes: [], clip: {}, times: 1, fadeFrames: 30, narrationFrames: 0 }}
    calculateMetadata={({ props }) => ({ width: props.width, height: props.height, durationInFrames: props.frames })} />
));
